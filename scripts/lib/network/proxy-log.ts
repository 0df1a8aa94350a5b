import type { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import type { Failure } from '#model/failure'
import { failureOf } from './network-failure.ts'

/** Ceilings of one page load. `ms` runs from its first request. An https tunnel counts as one request. */
export type Budgets = { bytes: number; requests: number; hosts: number; ms: number }
export const defaultBudgets: Budgets = { bytes: 30_000_000, requests: 400, hosts: 100, ms: 45_000 }

/**
 * One request in clear, or one tunnel (https, and websockets of both kinds): what left, for where, and what came back.
 * Instants are milliseconds since the Unix epoch. Bytes are those of the TCP payload, headers and TLS included.
 */
export type Exchange = {
  readonly scheme: 'http' | 'tunnel'
  readonly host: string
  readonly port: number
  /** Address that was connected to; null when none was. */
  ip: string | null
  /** Set when it went through the organisation's proxy, then `ip` is unknown: were its addresses checked here, or left to that proxy? */
  upstream?: 'checked' | 'delegated'
  readonly method: string
  /** Path of a request in clear, without its query; null for a tunnel. */
  readonly path: string | null
  status: number | null
  receivedBytes: number
  sentBytes: number
  readonly startedMs: number
  endedMs: number | null
  /** Set when we said no: nothing was connected. */
  refused: Failure | null
  /** Set when the world said no, or when the exchange was cut before its end. */
  failed: Failure | null
}

export type Asked = Pick<Exchange, 'scheme' | 'host' | 'port' | 'method' | 'path'>

export type ProxyLog = ReturnType<typeof openLog>

/** The record of one page load, and its budgets: past one of them `stop` is called, once. */
export function openLog(budgets: Budgets, stop: () => void) {
  const exchanges: Exchange[] = []
  const hosts = new Set<string>()
  let cut: Failure | null = null
  let timer: NodeJS.Timeout | undefined

  function cutBy(failure: Failure) {
    if (cut) return
    cut = failure
    for (const exchange of exchanges) if (exchange.endedMs === null) end(exchange, failure)
    stop()
  }
  function end(exchange: Exchange, failure: Failure | null = null) {
    if (exchange.endedMs !== null) return
    exchange.endedMs = Date.now()
    if (failure?.code === 'forbidden-address') exchange.refused = failure
    else exchange.failed = failure
  }
  function weigh() {
    const total = exchanges.reduce((sum, { receivedBytes, sentBytes }) => sum + receivedBytes + sentBytes, 0)
    if (total > budgets.bytes) cutBy({ code: 'too-large', detail: `the page went past ${budgets.bytes} bytes` })
  }

  return {
    exchanges: (): readonly Exchange[] => exchanges,
    cut: () => cut,
    cutBy,
    /** Writes down what was asked; null when the page was cut, or is cut by this very request. */
    begin(asked: Asked): Exchange | null {
      if (cut) return null
      timer ??= setTimeout(() => cutBy({ code: 'timeout', detail: `the page took more than ${budgets.ms} ms` }), budgets.ms)
      hosts.add(asked.host)
      if (exchanges.length >= budgets.requests) cutBy({ code: 'too-large', detail: `the page made more than ${budgets.requests} requests` })
      else if (hosts.size > budgets.hosts) cutBy({ code: 'too-large', detail: `the page called more than ${budgets.hosts} hosts` })
      if (cut) return null
      const exchange: Exchange = {
        ...asked, ip: null, status: null, receivedBytes: 0, sentBytes: 0, startedMs: Date.now(), endedMs: null, refused: null, failed: null,
      }
      exchanges.push(exchange)
      return exchange
    },
    /** Counts the bytes of a connection as they pass; the streams must be consumed in the same turn. */
    meter(exchange: Exchange, browser: Readable, upstream: Socket) {
      const read = () => {
        exchange.receivedBytes = upstream.bytesRead
        exchange.sentBytes = upstream.bytesWritten
        weigh()
      }
      browser.on('data', read)
      upstream.on('data', read).once('close', read)
    },
    end,
    /** Ends an exchange with what an error means; the first end stands. */
    fail(exchange: Exchange, error: unknown): Failure {
      const failure = failureOf(error)
      end(exchange, failure)
      return exchange.failed ?? failure
    },
    close() {
      clearTimeout(timer)
      for (const exchange of exchanges) end(exchange, { code: 'interrupted', detail: 'the proxy was closed first' })
    },
  }
}
