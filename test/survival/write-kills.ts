import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { globSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { sealRecord } from '#effects/record/seals'
import { isWhole, verify } from '../../scripts/verify.ts'

const verbs = fileURLToPath(new URL('./write-verb.ts', import.meta.url))
const killer = fileURLToPath(new URL('./kill-at-write.mjs', import.meta.url))
const strasbourg = fileURLToPath(new URL('../../datasets/strasbourg', import.meta.url))
const villeneuve = fileURLToPath(new URL('../../examples/villeneuve/data', import.meta.url))

type Ran = { code: number | null; killed: boolean; changes: number; said: string }
/** `changes` of a file by a verb that nobody kills, at how many `moments` of them it was to be killed, how many times it was, and what did not hold then. */
export type KilledAtWrites = { changes: number; moments: number; kills: number; wrong: string[] }

/** Runs a verb, killed just before its n-th change of a file when `killAt` says so; tells how many changes it made. */
export async function runVerb(words: string[], killAt?: number): Promise<Ran> {
  const child = spawn(process.execPath, ['--import', killer, verbs, ...words], { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], env: { ...process.env, ...(killAt === undefined ? {} : { TREFLE_TEST_KILL_AT: String(killAt) }) } })
  const [said, changes, [code, signal]] = await Promise.all([text(child.stderr as Readable), text(child.stdio[3] as Readable), once(child, 'close') as Promise<[number | null, string | null]>])
  return { code, killed: signal === 'SIGKILL', changes: Number(changes), said }
}

/** A few moments spread over all the changes: the first, the last, and between them; each of them when there are few. */
const moments = (changes: number, count: number): number[] => (count >= changes ? Array.from({ length: changes }, (_, index) => index + 1) : [...new Set(Array.from({ length: count }, (_, index) => 1 + Math.round((index * (changes - 1)) / (count - 1))))])

/**
 * The record without the instants of its writing: what it states. Which archives past years went to is left out: cut once its archive is whole and before the
 * first file goes, a compaction that is given again writes another.
 */
async function stated(dir: string): Promise<Record<string, string[]>> {
  const paths = globSync(['observations/**/*.jsonl', 'results/**/*.jsonl', 'commitments.jsonl'], { cwd: dir }).sort()
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [path, (await readFile(join(dir, path), 'utf8')).trimEnd().split('\n').filter((line) => !line.includes('"trefle/archive@1"')).map((line) => line.replace(/"at":"[^"]+"/, '').replace(/"(archive|sha256|name)":"[^"]+"/g, ''))] as const)))
}

/** What a verb writes in, before it and each time anew. */
async function strasbourgUnread(data: string): Promise<void> {
  await rm(data, { recursive: true, force: true })
  await cp(strasbourg, data, { recursive: true })
  for (const part of ['observations', 'imports', 'commitments.jsonl', 'seals.jsonl', 'publication']) await rm(join(data, part), { recursive: true, force: true })
}

async function villeneuveSealed(data: string): Promise<void> {
  await rm(data, { recursive: true, force: true })
  await cp(villeneuve, data, { recursive: true })
  await rm(join(data, 'seals.jsonl'), { force: true })
  await sealRecord(data, 'verify', '2026-11-22T12:00:00Z')
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'killed-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A record after a kill: nothing that was written is lost or rewritten. A file that went to an archive may be gone before its seal says so. */
async function brokenNow(data: string): Promise<string[]> {
  const { breaks, refused, dangling } = await verify(data)
  return [...breaks.filter(({ archive }) => archive === undefined).map(({ file, kind }) => `${file}: ${kind}`), ...refused.map(({ what }) => what), ...dangling.map(({ what }) => what)]
}

/**
 * A verb that adds to the record, killed at `count` of its writes, each time on a fresh record, then given again: the record must hold at once, and be
 * in the end what it is when nobody kills. `again`: the words of the second time.
 */
async function killVerb(count: number, fresh: (data: string) => Promise<void>, words: (data: string, attempt: string) => string[]): Promise<KilledAtWrites> {
  return inFolder(async (folder) => {
    const data = join(folder, 'data')
    await fresh(data)
    const whole = await runVerb(words(data, join(folder, 'first')))
    const expected = await stated(data)
    const found: KilledAtWrites = { changes: whole.changes, moments: moments(whole.changes, count).length, kills: 0, wrong: whole.code === 0 ? [] : [whole.said] }
    for (const at of moments(whole.changes, count)) {
      await fresh(data)
      if ((await runVerb(words(data, join(folder, `${at}-cut`)), at)).killed) found.kills += 1
      found.wrong.push(...(await brokenNow(data)).map((what) => `cut at ${at}: ${what}`))
      await runVerb(words(data, join(folder, `${at}-again`)))
      if (!isWhole(await verify(data)) || !isDeepStrictEqual(await stated(data), expected)) found.wrong.push(`cut at ${at}: the same verb again does not bring it back`)
    }
    return found
  })
}

export const killPull = (count: number): Promise<KilledAtWrites> => killVerb(count, strasbourgUnread, (data) => ['pull', data])
export const killCompact = (count: number): Promise<KilledAtWrites> => killVerb(count, villeneuveSealed, (data, archive) => ['compact', data, `${archive}.zip`])

/** A backup, then a restore, killed at `count` of their writes: what they make appears whole, or not at all. */
export async function killBackup(count: number): Promise<KilledAtWrites> {
  return inFolder(async (folder) => {
    const [data, archive, back] = [join(folder, 'data'), join(folder, 'sauvegarde.zip'), join(folder, 'repris')]
    await villeneuveSealed(data)
    const expected = await stated(data)
    const found: KilledAtWrites = { changes: 0, moments: 0, kills: 0, wrong: [] }
    const check = async (at: number) => { if (!isDeepStrictEqual(await stated(back), expected)) found.wrong.push(`cut at ${at}: what is put back is not what was saved`) }
    const saving = await runVerb(['backup', data, archive])
    for (const at of moments(saving.changes, count)) {
      await rm(archive, { force: true })
      if ((await runVerb(['backup', data, archive], at)).killed) found.kills += 1
      if (!(await readdir(folder)).includes('sauvegarde.zip')) await runVerb(['backup', data, archive])
      await rm(back, { recursive: true, force: true })
      await runVerb(['restore', back, archive])
      await check(at)
    }
    await rm(back, { recursive: true, force: true })
    const restoring = await runVerb(['restore', back, archive])
    for (const at of moments(restoring.changes, count)) {
      await rm(back, { recursive: true, force: true })
      if ((await runVerb(['restore', back, archive], at)).killed) found.kills += 1
      if (!(await readdir(folder)).includes('repris')) await runVerb(['restore', back, archive])
      await check(at)
    }
    return { ...found, changes: saving.changes + restoring.changes, moments: moments(saving.changes, count).length + moments(restoring.changes, count).length }
  })
}
