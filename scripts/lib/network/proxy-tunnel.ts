import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { canonicalHost } from './address.ts'
import { head, refusal, statusOf } from './http-message.ts'
import { splice, type ProxiedPage } from './proxy-page.ts'

/** CONNECT (RFC 9110 section 9.3.6): https, and the websockets of a browser, ws: and wss: alike. */
export async function tunnel({ log, reach }: ProxiedPage, request: IncomingMessage, client: Duplex, first: Buffer): Promise<void> {
  const target = authority(request.url ?? '')
  if (!target) return void client.end(head(400, refusal('malformed')))
  const exchange = log.begin({ scheme: 'tunnel', ...target, method: 'CONNECT', path: null })
  if (!exchange) return void client.end(head(403, refusal(log.cut()?.code ?? 'interrupted')))
  const reached = await reach(exchange, client)
  if (!reached.ok) return void client.end(head(statusOf(reached.failure), refusal(reached.failure.code)))
  client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
  reached.value.socket.write(first)
  await splice(log, exchange, client, reached.value.socket)
}

/** `host:port`, both asked for; null for anything else, credentials included. */
function authority(text: string): { host: string; port: number } | null {
  const [, name, port] = /^(.+):(\d{1,5})$/.exec(text) ?? []
  const host = name === undefined ? null : canonicalHost(name)
  return host === null || Number(port) > 65_535 ? null : { host, port: Number(port) }
}
