import type { NetworkRecord } from './protocol-log.ts'

/**
 * Seconds that a busy site (429, 503) asks to be left alone, written as a number or as a date (RFC 9110 section 10.2.3), from `now`;
 * undefined when it asks nothing that can be read.
 */
export function retryAfterSeconds(record: Pick<NetworkRecord, 'statusCode' | 'responseHeaders'> | undefined, now: Date): number | undefined {
  if (record === undefined || ![429, 503].includes(record.statusCode)) return undefined
  const written = record.responseHeaders.find(({ name }) => name.toLowerCase() === 'retry-after')?.value.trim() ?? ''
  if (/^\d{1,9}$/.test(written)) return Number(written)
  const at = /[a-z]/i.test(written) ? Date.parse(written) : NaN
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now.getTime()) / 1000))
}
