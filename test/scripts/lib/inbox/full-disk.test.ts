import { execFileSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { decide, keep, readDecisions, readItems } from '#effects/inbox/store'
import { anInbox, now, send } from './inbox-builders.ts'

let disk = ''
const mounted = (size: string): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
const unmount = () => { try { execFileSync('umount', [disk], { stdio: 'ignore' }) } catch { /* It was not mounted. */ } }
beforeEach(async () => { disk = await mkdtemp(join(tmpdir(), 'trefle-disk-')) })
afterEach(async () => {
  unmount()
  await rm(disk, { recursive: true, force: true })
})

const sent = (bytes: Uint8Array) => ({ id: 'a1b2c3d4e5f6', kind: 'bundle' as const, receivedAt: now, token: null, run: null, bytes })

/** A disk of memory, which only root may mount. */
describe.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)('R47, a disk that is full (skipped where nobody may mount one)', () => {
  it('keeps nothing of what does not fit, and leaves no part of it', async ({ skip }) => {
    if (!mounted('256k')) skip('mount is not allowed here')
    await expect(keep(disk, sent(new Uint8Array(1024 * 1024)))).rejects.toMatchObject({ code: 'ENOSPC' })
    expect(globSync('**/*.*', { cwd: disk })).toEqual([])
    expect((await readItems(disk)).items).toEqual([])
    expect(await keep(disk, sent(new Uint8Array(1024)))).toBe('kept')
  })

  it('loses no decision that was taken before, and takes the next once there is room', async ({ skip }) => {
    if (!mounted('64k')) skip('mount is not allowed here')
    const decision = (item: string, words: string) => ({ item, kind: 'barrier' as const, at: now, decision: 'accepted' as const, words })
    await decide(disk, decision('a1b2c3d4e5f6', 'un'))
    await writeFile(join(disk, 'ballast'), new Uint8Array(200 * 1024)).catch(() => undefined)
    const fill = async () => { for (let n = 0; n < 20; n++) await decide(disk, decision('b1b2c3d4e5f6', 'x'.repeat(500))) }
    await expect(fill()).rejects.toMatchObject({ code: 'ENOSPC' })
    await rm(join(disk, 'ballast'))
    const kept = await readDecisions(disk)
    expect(kept[0]).toMatchObject({ item: 'a1b2c3d4e5f6', words: 'un' })
    await decide(disk, decision('c1b2c3d4e5f6', 'trois'))
    expect((await readDecisions(disk)).map(({ item }) => item)).toEqual([...kept.map(({ item }) => item), 'c1b2c3d4e5f6'])
    expect((await readFile(join(disk, 'decisions.jsonl'), 'utf8')).trim().split('\n').every((line) => line.endsWith('}'))).toBe(true)
  })

  it('answers 503 and is not ready while the room left is that of the public pages', async ({ skip }) => {
    if (!mounted('66m')) skip('mount is not allowed here')
    const town = await anInbox({ folder: disk })
    const ready = () => town.service.answer('ready', new Request('http://127.0.0.1/api/ready'), '192.0.2.1')
    expect((await ready()).status).toBe(200)
    await writeFile(join(disk, 'ballast'), new Uint8Array(3 * 1024 * 1024))
    expect((await ready()).status).toBe(503)
    expect((await send(town, 'check', {})).status).toBe(503)
    expect(JSON.stringify(town.logged)).toContain('the disk is nearly full')
    await rm(join(disk, 'ballast'))
    expect((await ready()).status).toBe(200)
    await town.close()
  })
})
