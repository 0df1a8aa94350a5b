import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'

/** A lease that nobody renews ends by itself: its holder is dead. */
const leaseMs = 15_000

/** A place is renewed, or given back, unless it has passed to somebody else. */
const renewScript = 'if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("pexpire", KEYS[1], ARGV[2]) end return 0'
const releaseScript = 'if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) end return 0'

/** Leave to load a page of a host, until it is given back. */
export type Lease = { release(): Promise<void> }

/**
 * One of the `places` of a host, among all the workers and all the runs of the queue; null when all are taken.
 * A run paces its own loads (host-pace.ts); this keeps two runs from meeting on one host.
 */
export async function takeHost(redis: Redis, host: string, places: number): Promise<Lease | null> {
  const holder = randomUUID()
  for (let place = 0; place < places; place += 1) {
    const key = `trefle:host:${host}:${place}`
    if (await redis.set(key, holder, 'PX', leaseMs, 'NX') === null) continue
    const renewal = setInterval(() => void redis.eval(renewScript, 1, key, holder, leaseMs).catch(() => undefined), leaseMs / 3)
    return {
      async release() {
        clearInterval(renewal)
        await redis.eval(releaseScript, 1, key, holder)
      },
    }
  }
  return null
}
