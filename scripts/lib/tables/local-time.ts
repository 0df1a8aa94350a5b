import { frenchDay } from './csv-french.ts'

const HOUR_SECONDS = 3600
const DAY_SECONDS = 86_400
/** A spreadsheet counts days from 30 December 1899; 25 569 is 1 January 1970. */
const SERIAL_OF_EPOCH = 25_569

/** The day of "31/10/2026", "31/10/26", "2026-10-31", "2026/10/31", "20261031" or a spreadsheet's whole serial: no hour, as a hand reading is noted. Null for anything else. */
export const dayAlone = (text: string): string | null => (/^(?:\d{5}|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}([/-]?)\d{2}\1\d{2})$/.test(text.trim()) ? frenchDay(text) : null)

/**
 * Reads the timestamps of one meter, in file order, as seconds since 1970: "31/10/2026 23:45", "2026-10-31T23:45:00Z",
 * a spreadsheet's serial. A time without an offset is of `timeZone` (IANA). Null when unreadable, or in the hour that
 * spring skips. In the hour that autumn repeats, time goes forward: the second passage begins where it would go back. A day
 * alone is at `hourOfDays`.
 */
export function timestampReader(timeZone: string, hourOfDays = 0): (text: string) => number | null {
  const offsetAt = offsetReader(timeZone)
  let previous = -Infinity
  return (text) => {
    const day = dayAlone(text)
    const written = day === null ? readWritten(text.trim()) : atHour(day, hourOfDays)
    if (written === null) return null
    const instant = written.absolute ? written.seconds : toInstant(written.seconds, offsetAt, previous)
    if (instant !== null) previous = instant
    return instant
  }
}

type Written = { seconds: number; absolute: boolean }

const atHour = (day: string, hour: number): Written => ({ seconds: Date.parse(`${day}T00:00:00Z`) / 1000 + hour * HOUR_SECONDS, absolute: false })

function readWritten(text: string): Written | null {
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})[ T](\d{1,2})[:h](\d{2})(?::(\d{2}))?$/.exec(text)
  if (french) return naive(french[3], french[2], french[1], french[4], french[5], french[6])
  const iso = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(text)
  if (iso?.[7] !== undefined) {
    const seconds = Date.parse(text.replace(' ', 'T')) / 1000
    return Number.isFinite(seconds) ? { seconds, absolute: true } : null
  }
  if (iso) return naive(iso[1], iso[2], iso[3], iso[4], iso[5], iso[6])
  if (!/^\d{5}[.,]\d+$/.test(text)) return null
  return { seconds: Math.round((Number(text.replace(',', '.')) - SERIAL_OF_EPOCH) * DAY_SECONDS), absolute: false }
}

function naive(...parts: readonly (string | undefined)[]): Written | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) => Number(part ?? 0))
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour && date.getUTCMinutes() === minute
  return exists ? { seconds: date.getTime() / 1000, absolute: false } : null
}

/** Instants that show this local time, at most two; the first that follows the previous reading. */
function toInstant(local: number, offsetAt: (seconds: number) => number, previous: number): number | null {
  const offsets = new Set([offsetAt(local - DAY_SECONDS), offsetAt(local + DAY_SECONDS)])
  const candidates = [...offsets].map((offset) => local - offset).filter((instant) => instant + offsetAt(instant) === local).sort((a, b) => a - b)
  return candidates.find((instant) => instant > previous) ?? candidates.at(-1) ?? null
}

/** Offset of a zone from UTC, in seconds, at an instant; remembered by hour, since offsets change on the hour. */
function offsetReader(timeZone: string): (seconds: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  const known = new Map<number, number>()
  return (seconds) => {
    const hour = Math.floor(seconds / HOUR_SECONDS)
    const offset = known.get(hour) ?? offsetOf(format, hour * HOUR_SECONDS)
    known.set(hour, offset)
    return offset
  }
}

/** "GMT+02:00" as 7200; "GMT" as 0. */
function offsetOf(format: Intl.DateTimeFormat, seconds: number): number {
  const name = format.formatToParts(seconds * 1000).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const match = /([+-])(\d{2}):(\d{2})/.exec(name)
  return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * HOUR_SECONDS + Number(match[3]) * 60) : 0
}
