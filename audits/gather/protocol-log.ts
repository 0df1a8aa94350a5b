import { NetworkRecords } from 'lighthouse'
import type * as LH from 'lighthouse/types/lh.js'

export type NetworkRecord = LH.Artifacts.NetworkRequest
export type ProtocolEvent = LH.Protocol.RawEventMessage

/** The network events of a load, from the first request to the last read: Lighthouse's own log ends before the scroll. */
export type ProtocolLog = {
  events: readonly ProtocolEvent[]
  listen(driver: LH.Gatherer.Driver): void
  /** Called with the decoded bytes of each piece of a body, as it comes. */
  onDecoded(count: (bytes: number) => void): void
  records(): Promise<readonly NetworkRecord[]>
}

export function startProtocolLog(): ProtocolLog {
  const events: ProtocolEvent[] = []
  let decoded: (bytes: number) => void = () => undefined
  return {
    events,
    listen(driver) {
      driver.targetManager.on('protocolevent', (event) => {
        // puppeteer sends events of its own through the same door, named by symbols.
        if (typeof event.method !== 'string' || !event.method.startsWith('Network.')) return
        events.push(event)
        if (event.method === 'Network.dataReceived') decoded(event.params.dataLength)
      })
    },
    onDecoded(count) { decoded = count },
    records: () => NetworkRecords.request([...events], { computedCache: new Map() }),
  }
}

/** Redirect hops share the id of the browser, to which Lighthouse adds ":redirect". */
export function backendId(record: NetworkRecord): string {
  return record.requestId.replaceAll(':redirect', '')
}

/** Ids of the requests that were first asked in a part of the log. */
export function idsAskedIn(events: readonly ProtocolEvent[]): ReadonlySet<string> {
  const ids = events.flatMap((event) =>
    event.method === 'Network.requestWillBeSent' || event.method === 'Network.webSocketCreated' ? [event.params.requestId] : [])
  return new Set(ids)
}

/**
 * The document that the page became: the last one asked by the main frame, redirects followed.
 * Undefined when nothing was asked.
 */
export function mainDocument(records: readonly NetworkRecord[]): NetworkRecord | undefined {
  const documents = records.filter((record) => record.resourceType === 'Document' && /^https?:/.test(record.url))
  return documents.findLast((record) => record.frameId === documents[0]?.frameId)
}
