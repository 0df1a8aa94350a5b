import { z } from 'zod'

const Bundle = z.record(z.string(), z.base64())

/** Several files as the one reply that a connector hands to its `parse`. */
export function bundled(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]))))
}

export function unbundled(raw: Uint8Array): Readonly<Record<string, Uint8Array | undefined>> {
  const files = Bundle.parse(JSON.parse(new TextDecoder().decode(raw)))
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text, 'base64')]))
}
