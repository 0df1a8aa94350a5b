import type { ProtocolEvent } from './protocol-log.ts'

/** One websocket: Lighthouse's records leave them out, a page that talks through one does not weigh less. */
export type WebSocketRecord = {
  id: string; url: string; status: number | null; bytes: number; startMs: number | null; failed: string | null; initiator: string | null
}

/** Bytes are the handshake's headers and the payloads in both directions; frame headers (2 to 14 bytes each) are not seen. */
export function webSockets(events: readonly ProtocolEvent[]): WebSocketRecord[] {
  const sockets = new Map<string, WebSocketRecord>()
  for (const event of events) {
    if (event.method === 'Network.webSocketCreated') {
      const { requestId, url, initiator } = event.params
      sockets.set(requestId, { id: requestId, url, status: null, bytes: 0, startMs: null, failed: null, initiator: initiator?.url ?? initiator?.stack?.callFrames[0]?.url ?? null })
    } else note(sockets, event)
  }
  return [...sockets.values()]
}

function note(sockets: ReadonlyMap<string, WebSocketRecord>, event: ProtocolEvent): void {
  switch (event.method) {
    case 'Network.webSocketWillSendHandshakeRequest':
      return update(sockets, event.params.requestId, () => ({ startMs: event.params.timestamp * 1000 }))
    case 'Network.webSocketHandshakeResponseReceived':
      return update(sockets, event.params.requestId, (socket) => ({ status: event.params.response.status, bytes: socket.bytes + (event.params.response.headersText?.length ?? 0) }))
    case 'Network.webSocketFrameReceived':
    case 'Network.webSocketFrameSent':
      return update(sockets, event.params.requestId, (socket) => ({ bytes: socket.bytes + payloadBytes(event.params.response) }))
    case 'Network.webSocketFrameError':
      return update(sockets, event.params.requestId, () => ({ failed: event.params.errorMessage }))
  }
}

function update(sockets: ReadonlyMap<string, WebSocketRecord>, id: string, change: (socket: WebSocketRecord) => Partial<WebSocketRecord>): void {
  const socket = sockets.get(id)
  if (socket) Object.assign(socket, change(socket))
}

/** RFC 6455 section 5.2: opcode 1 is text, given as such; the others are given in base64. */
function payloadBytes({ opcode, payloadData }: { opcode: number; payloadData: string }): number {
  return Buffer.byteLength(payloadData, opcode === 1 ? 'utf8' : 'base64')
}
