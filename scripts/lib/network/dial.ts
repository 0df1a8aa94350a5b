import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Captured } from '#model/failure'
import type { Destination } from './guard.ts'
import { failureOf } from './network-failure.ts'

/** Opens a connection to a destination that the guard allowed; `signal` destroys it. */
export type Dial = (destination: Destination, signal: AbortSignal) => Promise<Captured<Socket>>

export const connectDeadlineMs = 10_000

/** Connects to the checked addresses and to no other, the fastest family first (RFC 8305). */
export const dial: Dial = async ({ addresses, port }, signal) => {
  const socket = connect({
    host: 'pinned.invalid',
    port,
    signal,
    allowHalfOpen: true,
    noDelay: true,
    timeout: connectDeadlineMs,
    autoSelectFamily: true,
    // The name above is never resolved: the answers are those that were checked.
    lookup: (_host, _options, callback) => callback(null, [...addresses]),
  })
  socket.once('timeout', () => socket.destroy(Object.assign(new Error(`no connection in ${connectDeadlineMs} ms`), { code: 'ETIMEDOUT' })))
  try {
    await once(socket, 'connect')
    socket.setTimeout(0).removeAllListeners('timeout')
    return { ok: true, value: socket }
  } catch (error) {
    return { ok: false, failure: failureOf(error) }
  }
}
