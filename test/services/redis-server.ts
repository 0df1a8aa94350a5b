import { Redis } from 'ioredis'
import { freePort } from '#effects/network/free-port'
import { startService, temporaryFolder, type Needed, type Service } from './harness.ts'

export const redisNeeds: Needed = { allOf: ['redis-server'], packages: ['redis-server'] }

export type RedisServer = {
  url: string
  /** Kills it at once, and starts it again on the same port with nothing in its memory. */
  restartEmpty(): Promise<void>
  stop(): Promise<void>
}

/** A real Redis on loopback that writes nothing to disk: what it knew dies with it, the worst that may happen to a queue. */
export async function startRedis(): Promise<RedisServer> {
  const [folder, port] = [await temporaryFolder('redis'), await freePort()]
  const start = (): Promise<Service> => startService('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder], { ready: () => answers(port) })
  let service = await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    async restartEmpty() {
      process.kill(service.pid, 'SIGKILL')
      await service.stop()
      service = await start()
    },
    stop: () => service.stop(),
  }
}

async function answers(port: number): Promise<boolean> {
  const probe = new Redis({ port, host: '127.0.0.1', lazyConnect: true, retryStrategy: () => null })
  probe.on('error', () => undefined)
  try {
    return await probe.ping() === 'PONG'
  } finally {
    probe.disconnect()
  }
}
