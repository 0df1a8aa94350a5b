import { request as httpRequest, type ClientRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { canonicalHost } from './address.ts'
import { endToEnd, head, maxHeaderBytes, refusal, statusOf } from './http-message.ts'
import { browserLeft, ignoreErrors, splice, type ProxiedPage, type Reached } from './proxy-page.ts'
import { credentials, ProxyDenied } from './upstream-dial.ts'

type Target = { host: string; port: number; hostField: string; target: string }

/** A request in clear, in absolute form (RFC 9112 section 3.2.2). Bodies stream both ways. */
export async function forward({ log, reach }: ProxiedPage, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answer = (status: number, code: string) => void response.writeHead(status, refusal(code)).end()
  const target = absoluteForm(request)
  if (!target) return answer(400, 'malformed')
  // Browsers give the length of what they send; a chunked request is how two readers are made to disagree (RFC 9112 section 11.2).
  if (request.headers['transfer-encoding'] !== undefined) return answer(411, 'malformed')
  const exchange = log.begin(asked(target, request))
  if (!exchange) return answer(403, log.cut()?.code ?? 'interrupted')
  const reached = await reach(exchange, response)
  if (!reached.ok) return answer(statusOf(reached.failure), reached.failure.code)
  try {
    const upstream = ask(target, request, reached.value)
    log.meter(exchange, request, reached.value.socket)
    response.once('close', () => upstream.destroy(browserLeft()))
    ignoreErrors(request)
    request.pipe(upstream)
    const { incoming, switched } = await answerOf(upstream)
    if (switched) throw Object.assign(new Error('the server switched protocols unasked'), { code: 'HPE_UNASKED_UPGRADE' })
    if (reached.value.through && incoming.statusCode === 407) throw new ProxyDenied()
    exchange.status = incoming.statusCode ?? null
    response.sendDate = false
    response.writeHead(incoming.statusCode ?? 502, incoming.statusMessage, endToEnd(incoming.rawHeaders))
    await pipeline(incoming, response)
    log.end(exchange)
  } catch (error) {
    const failure = log.fail(exchange, error)
    reached.value.socket.destroy()
    if (response.headersSent) response.destroy()
    else answer(statusOf(failure), failure.code)
  }
}

/** A websocket asked in absolute form. Browsers use CONNECT; other clients do this. */
export async function upgrade({ log, reach }: ProxiedPage, request: IncomingMessage, client: Duplex, first: Buffer): Promise<void> {
  const answer = (status: number, code: string) => void client.end(head(status, refusal(code)))
  const target = absoluteForm(request)
  // A handshake has no body (RFC 6455 section 4.1); one that announces it hides a second request.
  if (!target || request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined) return answer(400, 'malformed')
  const exchange = log.begin(asked(target, request))
  if (!exchange) return answer(403, log.cut()?.code ?? 'interrupted')
  const reached = await reach(exchange, client)
  if (!reached.ok) return answer(statusOf(reached.failure), reached.failure.code)
  try {
    const upstream = ask(target, request, reached.value, ['Connection', 'Upgrade', 'Upgrade', 'websocket'])
    client.once('close', () => upstream.destroy(browserLeft()))
    upstream.end()
    const { incoming, switched } = await answerOf(upstream)
    if (reached.value.through && incoming.statusCode === 407) throw new ProxyDenied()
    exchange.status = incoming.statusCode ?? null
    if (!switched) {
      log.end(exchange)
      upstream.destroy()
      return answer(incoming.statusCode ?? 502, 'not-switched')
    }
    client.write(head(101, [...endToEnd(incoming.rawHeaders), 'Connection', 'Upgrade', 'Upgrade', 'websocket']))
    client.write(switched)
    reached.value.socket.write(first)
    await splice(log, exchange, client, reached.value.socket)
  } catch (error) {
    const failure = log.fail(exchange, error)
    reached.value.socket.destroy()
    answer(statusOf(failure), failure.code)
  }
}

/** The target in absolute form; null when it is not http:, holds credentials, or is meant for the proxy itself. */
function absoluteForm(request: IncomingMessage): Target | null {
  const url = URL.parse(request.url ?? '')
  if (url === null || url.protocol !== 'http:' || url.username !== '' || url.password !== '') return null
  const host = canonicalHost(url.hostname)
  // The path goes on as it was written: a second reading could change what the site is asked.
  const written = (request.url ?? '').replace(/^http:\/\/[^/?#\\]*/i, '')
  return host === null ? null : { host, port: Number(url.port || 80), hostField: url.host, target: written.startsWith('/') ? written : `/${written}` }
}

function asked({ host, port, target }: Target, request: IncomingMessage) {
  return { scheme: 'http' as const, host, port, method: request.method ?? 'GET', path: target.replace(/[?#].*$/, '') }
}

/** The request as it goes on: in origin form to the site, in absolute form to another proxy (RFC 9112 section 3.2). */
function ask({ hostField, target }: Target, request: IncomingMessage, { socket, through }: Reached, further: readonly string[] = []): ClientRequest {
  const fields = endToEnd(request.rawHeaders)
  const withoutHost = fields.filter((_text, index) => fields[index - (index % 2)]?.toLowerCase() !== 'host')
  const upstream = httpRequest({
    method: request.method,
    path: through === null ? target : `http://${hostField}${target}`,
    // RFC 9112 section 3.2.2: the target decides, not the Host field that came along.
    headers: ['Host', hostField, ...withoutHost, ...Object.entries(through === null ? {} : credentials(through)).flat(), ...further],
    setHost: false,
    maxHeaderSize: maxHeaderBytes,
    createConnection: () => socket,
  })
  ignoreErrors(upstream)
  return upstream
}

/** The answer; `switched` holds the first bytes that follow a 101, and is null for any other status. */
function answerOf(upstream: ClientRequest): Promise<{ incoming: IncomingMessage; switched: Buffer | null }> {
  return new Promise((resolve, reject) => {
    upstream
      .once('response', (incoming) => resolve({ incoming, switched: null }))
      .once('upgrade', (incoming, _socket, switched) => resolve({ incoming, switched }))
      .once('error', reject)
  })
}
