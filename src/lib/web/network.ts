import type { Artifacts } from '#model/evidence'

type Requests = Artifacts['requests']

/** Requests that left the browser: what a page holds in itself (data:, blob:) costs nothing on the way. */
export function networkRequests(requests: Requests): Requests {
  return requests.filter(({ url }) => /^(https?|wss?):/.test(url))
}

/** Bytes on the wire, headers and bodies, of some requests. */
export function sumTransferBytes(requests: Requests): number {
  return requests.reduce((sum, { transferBytes }) => sum + transferBytes, 0)
}
