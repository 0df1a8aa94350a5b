/** How long an image file moves: once through, times how often it plays; null when it never ends. */
export type ImageMovement = { frames: number; seconds: number | null }

const ascii = (bytes: Uint8Array, from: number, length: number): string => String.fromCharCode(...bytes.subarray(from, from + length))
const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView => new DataView(buffer, byteOffset, byteLength)
const movement = (frames: number, onceSeconds: number, plays: number | null): ImageMovement | null => (frames < 2 ? null : { frames, seconds: plays === null ? null : onceSeconds * plays })

/** Reads what an animated GIF, WebP or PNG says of its own movement; null for a still image, for another format, and for bytes that do not follow theirs. */
export function movementOf(bytes: Uint8Array): ImageMovement | null {
  try {
    if (/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return gifMovement(bytes)
    if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP') return webpMovement(bytes)
    if (ascii(bytes, 1, 3) === 'PNG') return pngMovement(bytes)
    return null
  } catch (error) {
    // A file that is cut says less than it promised.
    if (error instanceof RangeError) return null
    throw error
  }
}

/** GIF89a specification; browsers play a delay under two hundredths of a second as a tenth, and the loops of NETSCAPE2.0 after a first time. */
function gifMovement(bytes: Uint8Array): ImageMovement | null {
  const view = viewOf(bytes)
  const tableBytes = (packed: number) => (packed & 0x80 ? 3 << ((packed & 7) + 1) : 0)
  const afterBlocks = (from: number): number => {
    let at = from
    while (view.getUint8(at) !== 0) at += view.getUint8(at) + 1
    return at + 1
  }
  let [at, frames, hundredths, plays]: [number, number, number, number | null] = [13 + tableBytes(view.getUint8(10)), 0, 0, 1]
  for (let sign = view.getUint8(at); sign !== 0x3b; sign = view.getUint8(at)) {
    const label = view.getUint8(at + 1)
    if (sign === 0x2c) {
      frames += 1
      at = afterBlocks(at + 11 + tableBytes(view.getUint8(at + 9)))
      continue
    }
    if (sign !== 0x21) return null
    if (label === 0xf9) hundredths += view.getUint16(at + 4, true) < 2 ? 10 : view.getUint16(at + 4, true)
    if (label === 0xff && ascii(bytes, at + 3, 11) === 'NETSCAPE2.0') plays = view.getUint16(at + 16, true) === 0 ? null : view.getUint16(at + 16, true) + 1
    at = afterBlocks(at + 2)
  }
  return movement(frames, hundredths / 100, plays)
}

/** WebP container specification: ANIM holds how often it plays (0: for ever), each ANMF a frame and its milliseconds. */
function webpMovement(bytes: Uint8Array): ImageMovement | null {
  const view = viewOf(bytes)
  let [frames, milliseconds, plays]: [number, number, number | null] = [0, 0, null]
  for (let at = 12; at + 8 <= bytes.length;) {
    const [name, size] = [ascii(bytes, at, 4), view.getUint32(at + 4, true)]
    if (name === 'ANIM') plays = view.getUint16(at + 12, true) || null
    if (name === 'ANMF') [frames, milliseconds] = [frames + 1, milliseconds + (view.getUint32(at + 20, true) & 0xffffff)]
    at += 8 + size + (size & 1)
  }
  return movement(frames, milliseconds / 1000, plays)
}

/** PNG, third edition: acTL holds how often it plays (0: for ever), each fcTL the delay of a frame as a fraction of a second. */
function pngMovement(bytes: Uint8Array): ImageMovement | null {
  const view = viewOf(bytes)
  let [frames, seconds, plays]: [number, number, number | null] = [0, 0, 1]
  for (let at = 8; at + 8 <= bytes.length;) {
    const [size, name] = [view.getUint32(at), ascii(bytes, at + 4, 4)]
    if (name === 'IDAT' && frames === 0 && plays === 1) return null
    if (name === 'acTL') plays = view.getUint32(at + 12) || null
    if (name === 'fcTL') [frames, seconds] = [frames + 1, seconds + view.getUint16(at + 28) / (view.getUint16(at + 30) || 100)]
    at += 12 + size
  }
  return movement(frames, seconds, plays)
}
