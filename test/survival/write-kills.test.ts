import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { killBackup, killCompact, killPull, runVerb } from './write-kills.ts'

const villeneuve = fileURLToPath(new URL('../../examples/villeneuve/data', import.meta.url))
let folder = ''
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'killed-')) })
afterAll(() => rm(folder, { recursive: true, force: true }))

/** `npm run soak -- --only writes` kills at each write. */
describe('a process that is killed while it writes', () => {
  it('leaves a record that holds, and the same verb again brings it to where it would have been', { timeout: 240_000 }, async () => {
    const { changes, kills, wrong } = await killPull(5)
    expect(wrong).toEqual([])
    expect(kills).toBe(5)
    expect(changes).toBeGreaterThan(20)
  })

  it('leaves past years in the record, or in an archive that the same verb finishes', { timeout: 240_000 }, async () => {
    const { kills, wrong } = await killCompact(4)
    expect(wrong).toEqual([])
    expect(kills).toBe(4)
  })

  it('leaves no half of a backup, and no half of a folder that is put back', { timeout: 240_000 }, async () => {
    const { kills, wrong } = await killBackup(3)
    expect(wrong).toEqual([])
    expect(kills).toBe(6)
  })
})

it('a backup whose bytes changed is refused, and so is a folder that holds something', { timeout: 60_000 }, async () => {
  const [data, archive] = [join(folder, 'data'), join(folder, 'sauvegarde.zip')]
  await cp(villeneuve, data, { recursive: true })
  expect(await runVerb(['backup', data, archive])).toMatchObject({ code: 0 })
  const bytes = await readFile(archive)
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0xff
  await writeFile(join(folder, 'abimee.zip'), bytes)
  expect(await runVerb(['restore', join(folder, 'neuf'), join(folder, 'abimee.zip')])).toMatchObject({ code: 1 })
  expect(await readdir(folder)).not.toContain('neuf')
  expect((await runVerb(['restore', folder, archive])).said).toContain('n’est pas vide')
})
