import { Refusal } from './refusal.ts'

/**
 * The body of a request, at most `maxBytes`: counted as it comes, whatever its length claims to be. Throws a Refusal 413 past the cap,
 * 400 for a body that stops before its end.
 */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = new Refusal(413, `plus de ${maxBytes} octets`)
  if (Number(request.headers.get('content-length')) > maxBytes) throw tooLarge
  const chunks: Uint8Array[] = []
  let read = 0
  const reader = request.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read().catch(() => { throw new Refusal(400, 'le corps de la requête s’interrompt') })
    if (done) break
    read += value.byteLength
    if (read > maxBytes) {
      reader.releaseLock()
      throw tooLarge
    }
    chunks.push(value)
  }
  return Buffer.concat(chunks)
}

/** What is let go of a request that was refused: twice the largest sending. */
const letGoBytes = 32 * 1024 * 1024

/** Lets go what still comes of a request, up to a cap: a sender, or a proxy, whose connection is cut while it writes would never read why it is refused. */
export async function letBodyEnd({ body }: Request): Promise<void> {
  if (body === null || body.locked) return
  try {
    const reader = body.getReader()
    for (let left = letGoBytes; left > 0;) {
      const { done, value } = await reader.read()
      if (done) return
      left -= value.byteLength
    }
    await reader.cancel()
  } catch {
    // The sender has gone: there is nobody left to answer.
  }
}

/** Throws a Refusal 415 for another type than this one, or a body that is compressed. */
export function requireType({ headers }: Request, type: string): void {
  const [given = '', ...parameters] = (headers.get('content-type') ?? '').toLowerCase().split(';').map((part) => part.trim())
  const plain = (headers.get('content-encoding') ?? 'identity').toLowerCase() === 'identity'
  if (given !== type || !parameters.every((parameter) => /^charset=(utf-8|"utf-8")$/.test(parameter)) || !plain) throw new Refusal(415, `${type} non compressé est attendu`)
}
