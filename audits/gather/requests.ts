import thirdPartyWeb from 'third-party-web/nostats-subset.js'
import { cleanAddress, sameSite } from '#lib/web/address'
import { cleanText } from '#lib/words/clean'
import type { Artifacts } from '#model/evidence'
import { aliasesOf } from '#effects/network/alias'
import { exchangeFor } from './exchange.ts'
import type { Load } from './load.ts'
import { backendId, idsAskedIn, mainDocument, type NetworkRecord } from './protocol-log.ts'
import { webSockets, type WebSocketRecord } from './web-sockets.ts'

const kinds: Record<string, Artifacts['requests'][number]['kind']> = {
  Document: 'document', Stylesheet: 'stylesheet', Script: 'script', Image: 'image', Font: 'font', Media: 'media', TextTrack: 'media',
  XHR: 'fetch', Fetch: 'fetch', EventSource: 'fetch', WebSocket: 'websocket', Ping: 'ping',
}

/**
 * Requests that reached for the network, until the end of the scroll: headers and body on the wire (methodology A.9).
 * Left out: data: and blob: addresses, and what a cache of the browser answered, since no byte travelled.
 * In a pass of refusal: only those asked after the refusal was activated.
 */
export async function gatherRequests(load: Load): Promise<Artifacts['requests']> {
  const { log, refusedAt } = load
  const records = (await log.records()).filter(travelled)
  const startMs = (mainDocument(records) ?? records[0])?.rendererStartTime ?? 0
  const describe = describer(load)
  const refusal = refusedAt === null ? null : idsAskedIn(log.events.slice(refusedAt))
  const kept = <R>(found: readonly R[], id: (one: R) => string) => found.filter((one) => refusal === null || refusal.has(id(one)))
  const requests = [
    ...kept(records, backendId).map((record) => describe(backendId(record), fromRecord(record, startMs))),
    ...kept(webSockets(log.events), (socket) => socket.id).map((socket) => describe(socket.id, fromSocket(socket, startMs))),
  ].slice(0, 5000)
  return withAliases(load, requests)
}

/** A name of the site may lead to somebody else's servers: the alias says so, where the address alone does not. */
async function withAliases({ finalUrl, job, settings }: Load, requests: Artifacts['requests']): Promise<Artifacts['requests']> {
  const own = URL.parse(finalUrl || job.url)?.hostname
  const hosts = [...new Set(requests.filter((request) => request.sameSite && request.host !== own).map(({ host }) => host))]
  const aliases = new Map(await Promise.all(hosts.map(async (host) =>
    [host, (await aliasesOf(host, settings.guard)).find((name) => !sameSite(name, host))] as const)))
  return requests.map((request) => {
    const alias = aliases.get(request.host)
    return alias === undefined ? request : { ...request, alias: cleanText(alias, 255) }
  })
}

type Seen = Pick<Artifacts['requests'][number], 'kind' | 'status' | 'mimeType' | 'transferBytes' | 'resourceBytes' | 'startMs' | 'endMs' | 'failed'> & { address: string; initiator: string | null }

function travelled(record: NetworkRecord): boolean {
  const cached = record.fromDiskCache || record.fromMemoryCache || record.fromPrefetchCache || record.fetchedViaServiceWorker
  return /^https?:/.test(record.url) && !cached
}

function fromRecord(record: NetworkRecord, startMs: number): Seen {
  const frame = record.initiator.stack?.callFrames[0]?.url
  return {
    address: record.url,
    kind: kinds[record.resourceType ?? ''] ?? 'other',
    status: record.statusCode > 0 ? record.statusCode : null,
    mimeType: record.mimeType,
    transferBytes: Math.max(0, Math.round(record.transferSize)),
    resourceBytes: Math.max(0, Math.round(record.resourceSize)),
    startMs: record.rendererStartTime - startMs,
    endMs: record.finished ? record.networkEndTime - startMs : null,
    failed: record.failed ? record.localizedFailDescription || 'failed' : null,
    initiator: record.initiator.url ?? frame ?? null,
  }
}

function fromSocket(socket: WebSocketRecord, startMs: number): Seen {
  return {
    address: socket.url, kind: 'websocket', status: socket.status, mimeType: '', transferBytes: socket.bytes, resourceBytes: socket.bytes,
    startMs: socket.startMs === null ? 0 : socket.startMs - startMs, endMs: null, failed: socket.failed, initiator: socket.initiator,
  }
}

/** Adds what the browser does not know: who stands behind the host, where the proxy connected, and whether it refused. */
function describer({ finalUrl, job, log, scrolledAt, exchanges }: Load) {
  const askedBeforeScroll = idsAskedIn(log.events.slice(0, scrolledAt ?? log.events.length))
  const pageAddress = finalUrl || job.url
  return (id: string, { address, initiator, ...seen }: Seen): Artifacts['requests'][number] => {
    const exchange = exchangeFor(address, exchanges())
    const refused = exchange?.refused ?? null
    return {
      ...seen,
      url: cleanAddress(address),
      host: (URL.parse(address)?.hostname ?? '').slice(0, 255),
      mimeType: cleanText(seen.mimeType, 200),
      status: refused ? null : seen.status,
      transferBytes: refused ? 0 : seen.transferBytes,
      resourceBytes: refused ? 0 : seen.resourceBytes,
      phase: askedBeforeScroll.has(id) ? 'load' : 'scroll',
      failed: refused ? refused.code : seen.failed === null ? null : cleanText(seen.failed, 200),
      ip: exchange?.ip ?? null,
      sameSite: sameSite(address, pageAddress),
      entity: cleanText(thirdPartyWeb.getEntity(address)?.name) || null,
      initiator: initiator ? cleanAddress(initiator) || null : null,
    }
  }
}
