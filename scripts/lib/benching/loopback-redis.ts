import { spawn } from 'node:child_process'
import { UsageError } from '../command/errors.ts'
import { freePort } from '../network/free-port.ts'
import { openConnection } from '../queue/connection.ts'

/** A Redis of this machine, on loopback, with nothing on disk; null where none is installed. */
export async function startLoopbackRedis(): Promise<{ url: string; stop(): void } | null> {
  const port = await freePort()
  const child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], { stdio: 'ignore' })
  const absent = new Promise<null>((resolve) => child.once('error', () => resolve(null)))
  const url = `redis://127.0.0.1:${port}`
  const ready = untilReady(url)
  if (await Promise.race([absent, ready]) === null) return null
  return { url, stop: () => child.kill('SIGTERM') }
}

async function untilReady(url: string): Promise<true | null> {
  try {
    (await openConnection(url)).disconnect()
    return true
  } catch (error) {
    if (error instanceof UsageError) return null
    throw error
  }
}
