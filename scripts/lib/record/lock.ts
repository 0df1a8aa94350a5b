import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { UsageError } from '../command/errors.ts'
import { jsonOf } from '../files/json-text.ts'
import { writeOnce } from '../files/atomic-file.ts'

/** Who is visiting a territory. */
const Holder = z.strictObject({ pid: z.int().positive(), host: z.string(), since: z.iso.datetime() })
type Holder = z.infer<typeof Holder>

const lockFile = (dataDir: string) => join(dataDir, 'results', 'audit.lock')

/**
 * Does some work while no other process visits the same territory: the record has one writer at a time. A lock whose process is dead is
 * taken over; that of another machine cannot be judged from here, and is respected.
 * Throws a UsageError that names the process, its machine and since when.
 */
export async function withLock<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  return withLockFile(lockFile(dataDir), work)
}

/** Somebody else is at it. */
export class LockHeld extends UsageError {}

/** The words of the locks that this process holds or asks for, no two the same: one of its number that is not here is of an earlier life. */
const ours = new Set<string>()
let lastMs = 0
const ownInstant = (): string => new Date(lastMs = Math.max(Date.now(), lastMs + 1)).toISOString()

/** The same for other work, on a file of its own in a folder whose parent exists; `waitMs`: how long the end of the other one is waited for. */
export async function withLockFile<T>(file: string, work: () => Promise<T>, waitMs = 0): Promise<T> {
  const folder = await mkdir(dirname(file)).catch(codeOf)
  // Not a territory: the work will say so, and nothing is written there.
  if (folder === 'ENOENT') return work()
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), since: ownInstant() } satisfies Holder)
  ours.add(mine)
  try {
    await take(file, mine, Date.now() + waitMs)
    return await work().finally(() => rm(file, { force: true }))
  } finally {
    ours.delete(mine)
  }
}

/** Throws LockHeld when the other one is still at it at the deadline. */
async function take(file: string, mine: string, deadlineMs: number): Promise<void> {
  while (!await writeOnce(file, mine)) {
    await clearStale(file).catch(async (error: unknown) => {
      if (!(error instanceof LockHeld) || Date.now() >= deadlineMs) throw error
      await pause(20)
    })
  }
}

/** Puts the lock of a dead process aside. When two processes do so at once, the lock that one of them took meanwhile is put back. */
async function clearStale(file: string): Promise<void> {
  const seen = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  })
  if (seen === null) return
  const holder = Holder.safeParse(jsonOf(seen)).data
  if (holder && isAlive(holder, ours.has(seen))) throw held(file, holder)
  const aside = `${file}.${randomUUID()}`
  const moved = await rename(file, aside).then(() => readFile(aside, 'utf8'), () => null)
  if (moved !== null && moved !== seen) await link(aside, file).catch(() => undefined)
  await rm(aside, { force: true })
}

function isAlive({ pid, host }: Holder, isOurs: boolean): boolean {
  if (host !== hostname()) return true
  // In a container every command may have the same number.
  if (pid === process.pid) return isOurs
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

function held(file: string, { pid, host, since }: Holder): LockHeld {
  const when = new Date(since).toLocaleString('fr-FR', { dateStyle: 'long', timeStyle: 'short' })
  return new LockHeld(
    `Un autre travail de Trèfle tient déjà ce territoire : processus ${pid} sur la machine ${host}, depuis le ${when}.`,
    host === hostname() ? 'Attendez sa fin, ou arrêtez-le avec Ctrl-C là où il a été lancé.' : `Attendez sa fin. Si plus rien ne tourne sur cette machine, effacez ${file}.`,
  )
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
