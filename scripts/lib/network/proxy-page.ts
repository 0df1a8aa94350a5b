import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Captured } from '#model/failure'
import type { Dial } from './dial.ts'
import { pinned, type Guard } from './guard.ts'
import type { Exchange, ProxyLog } from './proxy-log.ts'
import { openTo } from './route.ts'
import type { UpstreamProxy } from './upstream.ts'

/** A connection, and the organisation's proxy that stands at its other end, if any. */
export type Reached = { socket: Socket; through: UpstreamProxy | null }

/** What the ways through the proxy share for one page load. */
export type ProxiedPage = {
  log: ProxyLog
  /** Connects an exchange to where the guard lets it go; a failure, the browser's leave included, is already in the log. */
  reach(exchange: Exchange, browser: { readonly destroyed: boolean }): Promise<Captured<Reached>>
}

export function proxiedPage(log: ProxyLog, guard: Guard, dial: Dial, stopped: AbortSignal): ProxiedPage {
  const pinnedGuard = pinned(guard)
  return {
    log,
    async reach(exchange, browser) {
      const { upstream, connection } = await openTo(exchange, pinnedGuard, dial, stopped)
      if (upstream !== null) exchange.upstream = upstream.check
      if (!connection.ok) {
        log.end(exchange, connection.failure)
        return connection
      }
      const socket = connection.value
      // Behind a proxy the other end is that proxy: the address of the site is not known.
      exchange.ip = upstream === null ? socket.remoteAddress ?? null : null
      ignoreErrors(socket)
      if (!browser.destroyed) return { ok: true, value: { socket, through: upstream?.proxy ?? null } }
      socket.destroy()
      return { ok: false, failure: log.fail(exchange, browserLeft()) }
    },
  }
}

/** Errors are read where the stream is consumed; without a listener, a late one would end the process. */
export function ignoreErrors(stream: NodeJS.EventEmitter): void {
  stream.on('error', () => {})
}

export function browserLeft(): Error {
  return Object.assign(new Error('the browser stopped listening'), { code: 'ERR_STREAM_PREMATURE_CLOSE' })
}

/** Lets two sockets speak to each other until both are done, counting what passes. */
export async function splice(log: ProxyLog, exchange: Exchange, client: Duplex, upstream: Socket): Promise<void> {
  log.meter(exchange, client, upstream)
  upstream.once('error', (error) => {
    // A tunnel that the browser leaves is done; its end reaches this socket second, through the pipeline.
    if (!client.destroyed) log.fail(exchange, error)
  })
  await Promise.allSettled([pipeline(client, upstream), pipeline(upstream, client)])
  client.destroy()
  upstream.destroy()
  log.end(exchange)
}
