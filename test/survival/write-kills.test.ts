import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { globSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { text } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verify } from '../../scripts/verify.ts'

const verbs = fileURLToPath(new URL('./write-verb.ts', import.meta.url))
const killer = fileURLToPath(new URL('./kill-at-write.mjs', import.meta.url))
const strasbourg = fileURLToPath(new URL('../../datasets/strasbourg', import.meta.url))
let folder = ''
const data = () => join(folder, 'data')
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'killed-')) })
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Runs a verb, killed just before its n-th change of a file when `killAt` says so; tells how many changes it made. */
async function run(words: string[], killAt?: number): Promise<{ code: number | null; killed: boolean; changes: number; said: string }> {
  const child = spawn(process.execPath, ['--import', killer, verbs, ...words], { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], env: { ...process.env, ...(killAt === undefined ? {} : { TREFLE_TEST_KILL_AT: String(killAt) }) } })
  const [said, changes, [code, signal]] = await Promise.all([text(child.stderr as Readable), text(child.stdio[3] as Readable), once(child, 'close') as Promise<[number | null, string | null]>])
  return { code, killed: signal === 'SIGKILL', changes: Number(changes), said }
}

/** The record without the instants of its writing: what it states. */
async function stated(dir: string): Promise<Record<string, string[]>> {
  const paths = globSync(['observations/**/*.jsonl', 'commitments.jsonl'], { cwd: dir }).sort()
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [path, (await readFile(join(dir, path), 'utf8')).trimEnd().split('\n').map((line) => line.replace(/"at":"[^"]+"/, ''))] as const)))
}

async function freshTerritory(): Promise<void> {
  await rm(data(), { recursive: true, force: true })
  await cp(strasbourg, data(), { recursive: true })
  for (const part of ['observations', 'imports', 'commitments.jsonl', 'seals.jsonl', 'publication']) await rm(join(data(), part), { recursive: true, force: true })
}

/** A few moments spread over all the changes: the first, the last, and between them; each of them when there are few. */
const moments = (changes: number, count: number): number[] => [...new Set(Array.from({ length: count }, (_, index) => 1 + Math.round((index * (changes - 1)) / (count - 1))))]

describe('a process that is killed while it writes', () => {
  it('leaves a record that holds, and the same verb again brings it to where it would have been', { timeout: 240_000 }, async () => {
    await freshTerritory()
    const whole = await run(['pull', data()])
    expect(whole).toMatchObject({ code: 0, killed: false })
    const expected = await stated(data())
    expect(Object.keys(expected).length).toBeGreaterThan(4)
    for (const at of moments(whole.changes, 6)) {
      await freshTerritory()
      expect(await run(['pull', data()], at)).toMatchObject({ killed: true })
      expect(await verify(data())).toMatchObject({ breaks: [], refused: [] })
      expect((await run(['pull', data()])).code).toBe(0)
      expect(await stated(data())).toEqual(expected)
      expect(await verify(data())).toMatchObject({ breaks: [], refused: [], dangling: [], unsealed: [] })
    }
  })

  it('leaves no half of a backup, and no half of a folder that is put back', { timeout: 240_000 }, async () => {
    await freshTerritory()
    await run(['pull', data()])
    const [archive, back] = [join(folder, 'sauvegarde.zip'), join(folder, 'repris')]
    const saving = await run(['backup', data(), archive])
    expect(saving.code).toBe(0)
    for (const at of moments(saving.changes, 4)) {
      await rm(archive)
      expect(await run(['backup', data(), archive], at)).toMatchObject({ killed: true })
      const left = (await readdir(folder)).includes('sauvegarde.zip')
      if (!left) expect((await run(['backup', data(), archive])).code).toBe(0)
    }
    const restoring = await run(['restore', back, archive])
    expect(restoring.code).toBe(0)
    expect(await stated(back)).toEqual(await stated(data()))
    for (const at of moments(restoring.changes, 4)) {
      await rm(back, { recursive: true, force: true })
      expect(await run(['restore', back, archive], at)).toMatchObject({ killed: true })
      const appeared = (await readdir(folder)).includes('repris')
      if (!appeared) expect((await run(['restore', back, archive])).code).toBe(0)
      expect(await stated(back)).toEqual(await stated(data()))
    }
  })

  it('refuses a backup whose bytes changed, and a folder that holds something', async () => {
    const archive = join(folder, 'sauvegarde.zip')
    const bytes = await readFile(archive)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0xff
    await writeFile(join(folder, 'abimee.zip'), bytes)
    expect(await run(['restore', join(folder, 'neuf'), join(folder, 'abimee.zip')])).toMatchObject({ code: 1 })
    expect(await readdir(folder)).not.toContain('neuf')
    expect((await run(['restore', data(), archive])).said).toContain('n’est pas vide')
  })
})
