import { createServer, request as httpRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import type { Upstreams, UpstreamProxy } from '#effects/network/upstream'
import { listen, type Loopback } from './loopback.ts'

type Playing = {
  /** Names that this proxy knows, and the loopback port that plays each. */
  knows: Record<string, number>
  /** "user:password" that it asks for. */
  password?: string
  /** What it answers to a tunnel instead of opening it: a status, or nothing at all, ever. */
  answers?: number | 'nothing'
}

/** A proxy as organisations have them: it resolves names itself, may ask for a password, and remembers the lines it was asked. */
export async function organisationProxy({ knows, password, answers }: Playing): Promise<Loopback & { asked: string[]; upstream: UpstreamProxy }> {
  const asked: string[] = []
  const welcome = ({ headers }: IncomingMessage) => password === undefined || headers['proxy-authorization'] === `Basic ${Buffer.from(password).toString('base64')}`
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    if (!welcome(request)) return void response.writeHead(407, { 'Proxy-Authenticate': 'Basic realm="ville"' }).end('identifiez-vous')
    if (answers === 'nothing') return
    const url = new URL(request.url ?? '')
    const onward = httpRequest({ host: '127.0.0.1', port: knows[url.hostname] ?? 1, path: url.pathname + url.search, method: request.method, headers: request.headers, agent: false })
    onward.once('response', (answer) => void answer.pipe(response.writeHead(answer.statusCode ?? 502, answer.headers))).on('error', () => response.writeHead(502).end())
    request.pipe(onward)
  })
  server.on('connect', (request, client) => {
    asked.push(`CONNECT ${request.url}`)
    client.on('error', () => {})
    if (answers === 'nothing') return
    const port = knows[(request.url ?? '').replace(/:\d+$/, '')]
    const status = welcome(request) ? answers ?? (port === undefined ? 502 : 200) : 407
    client.write(`HTTP/1.1 ${status} x\r\n\r\n`)
    if (status !== 200 || port === undefined) return void client.end()
    const onward = connect(port, '127.0.0.1').on('error', () => client.destroy())
    client.on('close', () => onward.destroy())
    onward.pipe(client).pipe(onward)
  })
  const loopback = await listen(server)
  const authorization = password === undefined ? null : `Basic ${Buffer.from(password).toString('base64')}`
  return { ...loopback, asked, upstream: { host: '127.0.0.1', port: loopback.port, tls: false, authorization } }
}

/** Everything goes through one proxy, but for the hosts of NO_PROXY. */
export function through(proxy: UpstreamProxy, exceptions: string[] = []): Upstreams {
  return { clear: proxy, tunnel: proxy, exceptions }
}
