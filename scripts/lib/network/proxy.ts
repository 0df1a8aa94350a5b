import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Failure } from '#model/failure'
import { dial as directDial, type Dial } from './dial.ts'
import type { Guard } from './guard.ts'
import { head, maxHeaderBytes, refusal } from './http-message.ts'
import { forward, upgrade } from './proxy-http.ts'
import { openLog, type Budgets, type Exchange } from './proxy-log.ts'
import { ignoreErrors, proxiedPage } from './proxy-page.ts'
import { tunnel } from './proxy-tunnel.ts'

export type Proxy = {
  port: number
  /** What the page asked so far, oldest first. */
  exchanges(): readonly Exchange[]
  /** Why the page was cut, when it went past a budget. */
  cut(): Failure | null
  /** Cuts the page as a budget would, for a reason that the proxy cannot see. */
  cutBy(failure: Failure): void
  /** Ends every connection; nothing of the proxy is left once it resolves. */
  close(): Promise<void>
}

const serverOptions = {
  maxHeaderSize: maxHeaderBytes,
  // The page's budget is the only clock: a keep-alive that ended under the browser's next request would look like a fault.
  keepAliveTimeout: 0,
  requestTimeout: 0,
  // Any other upgrade (h2c) goes on as a plain request, without the field.
  shouldUpgradeCallback: (request: IncomingMessage) => request.headers.upgrade?.toLowerCase() === 'websocket',
}

/**
 * A filtering HTTP proxy on loopback, for one page load: names are resolved once and pinned, every address is checked by
 * the guard, budgets cut the page, and the log says what was reached. TLS passes through untouched.
 * Past a budget all connections are destroyed and whatever comes after is answered 403.
 */
export async function startProxy(options: { guard: Guard; budgets: Budgets; dial?: Dial }): Promise<Proxy> {
  const upstreams = new AbortController()
  const server = createServer(serverOptions)
  const clients = trackedClients(server)
  const stop = () => {
    upstreams.abort()
    for (const client of clients) client.destroy()
  }
  const log = openLog(options.budgets, stop)
  const page = proxiedPage(log, options.guard, options.dial ?? directDial, upstreams.signal)
  server
    .on('request', (request, response) => void forward(page, request, response))
    .on('connect', (request, client, first) => void tunnel(page, request, client, first))
    .on('upgrade', (request, client, first) => void upgrade(page, request, client, first))
  const port = await listening(server)
  let closing: Promise<void> | undefined
  return {
    port,
    exchanges: log.exchanges,
    cut: log.cut,
    cutBy: log.cutBy,
    close() {
      log.close()
      stop()
      return (closing ??= closed(server))
    },
  }
}

/**
 * The proxy of the browser itself, which refuses everything: updates, accounts and other calls home never leave the
 * machine, and are never counted with a page. `refusedHosts` lists the authorities that were asked.
 */
export async function startDenyingProxy(): Promise<{ port: number; refusedHosts(): readonly string[]; close(): Promise<void> }> {
  const refused = new Set<string>()
  const server = createServer((request, response) => {
    refused.add(URL.parse(request.url ?? '')?.host ?? '')
    response.writeHead(403, refusal('forbidden-address')).end()
  })
  const clients = trackedClients(server)
  server.on('connect', (request, client) => {
    refused.add(request.url ?? '')
    client.end(head(403, refusal('forbidden-address')))
  })
  const port = await listening(server)
  return {
    port,
    refusedHosts: () => [...refused],
    close() {
      for (const client of clients) client.destroy()
      return closed(server)
    },
  }
}

/** Node forgets the sockets that CONNECT and Upgrade hand over; these stay known until they close. */
function trackedClients(server: Server): ReadonlySet<Socket> {
  const clients = new Set<Socket>()
  server.on('connection', (client) => {
    clients.add(client)
    ignoreErrors(client)
    client.once('close', () => clients.delete(client))
  })
  return clients
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy listens on no port')
  return address.port
}

async function closed(server: Server): Promise<void> {
  const done = once(server, 'close')
  server.close()
  await done
}
