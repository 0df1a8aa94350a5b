import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, isAbsolute, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'

/** What a test needs of the machine: commands (by name) or files (by absolute path), and the Debian packages that hold them. */
export type Needed = { anyOf?: readonly string[]; allOf?: readonly string[]; packages: readonly string[] }

/** Administrators' commands are not on everybody's PATH. */
const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin']

/** Absolute path of a command, or the file itself; null when the machine has none. */
export function findCommand(name: string): string | null {
  const candidates = isAbsolute(name) ? [name] : folders.map((folder) => join(folder, name))
  return candidates.find((path) => existsSync(path)) ?? null
}

/**
 * A suite that needs real software. Without it the suite is skipped and says what to install; with
 * TREFLE_REQUIRE_SERVICES=1, as in continuous integration, it fails instead.
 */
export function describeService(name: string, { anyOf = [], allOf = [], packages }: Needed, body: () => void): void {
  const absent = [...allOf.filter((one) => findCommand(one) === null), ...(anyOf.length > 0 && anyOf.every((one) => findCommand(one) === null) ? [anyOf.join(' or ')] : [])]
  if (absent.length === 0) { describe(name, body); return }
  const mend = `apt-get install -y --no-install-recommends ${packages.join(' ')}`
  if (process.env.TREFLE_REQUIRE_SERVICES === '1') {
    it(`${name} needs ${absent.join(', ')}`, () => { expect.fail(`missing here: ${mend}`) })
    return
  }
  console.warn(`Skipped: ${name}, for want of ${absent.join(', ')}. To run it: ${mend}`)
  describe.skip(name, body)
}

/**
 * A folder of its own, for data and sockets. Under the one of the run of tests, which nobody else may enter; `/tmp` suits a
 * service that gives up the rights of root.
 */
export function temporaryFolder(name: string, under = tmpdir()): Promise<string> {
  return mkdtemp(join(under, `trefle-${name}-`))
}

export type Service = { pid: number; output(): string; stop(): Promise<void> }
export type StartOptions = {
  /** Resolves to true once the service answers. It may throw for as long as it does not. */
  ready: () => Promise<boolean>
  cwd?: string
  env?: Readonly<Record<string, string>>
  /** Folder that is removed once the service has stopped. */
  removes?: string
  timeoutMs?: number
}

const KEPT_OUTPUT = 20_000

/** Starts a command in a process group of its own and waits until it is ready; throws with its output when it dies or is late. */
export async function startService(command: string, args: readonly string[], options: StartOptions): Promise<Service> {
  const path = findCommand(command)
  if (path === null) throw new Error(`${command} is not installed`)
  const child = spawn(path, args, { cwd: options.cwd, env: { ...process.env, ...options.env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => { output = (output + data.toString()).slice(-KEPT_OUTPUT) })
  const endWithUs = (): void => { signal(child, 'SIGKILL') }
  process.once('exit', endWithUs)
  const stop = async (): Promise<void> => {
    await end(child)
    process.off('exit', endWithUs)
    if (options.removes !== undefined) await rm(options.removes, { recursive: true, force: true })
  }
  let failure = 'did not start'
  child.once('error', (error) => { failure = error.message })
  if (!await becomesReady(child, options)) {
    await stop()
    throw new Error(`${command} ${failure} (exit ${child.exitCode ?? 'none'}):\n${output}`)
  }
  return { pid: child.pid ?? 0, output: () => output, stop }
}

async function becomesReady(child: ChildProcess, { ready, timeoutMs = 30_000 }: StartOptions): Promise<boolean> {
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await setTimeout(100)) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return false
    if (await ready().catch(() => false)) return true
  }
  return false
}

const PATIENCE_MS = 10_000

async function end(child: ChildProcess): Promise<void> {
  const ended = (): boolean => child.pid === undefined || child.exitCode !== null || child.signalCode !== null
  signal(child, 'SIGTERM')
  for (const deadline = Date.now() + PATIENCE_MS; !ended() && Date.now() < deadline;) await setTimeout(50)
  // The group, not only its leader: what it started goes with it.
  signal(child, 'SIGKILL')
  while (!ended()) await setTimeout(20)
}

function signal(child: ChildProcess, name: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
