import type { Period } from '#model/quantity'
import { locale, writtenLocale } from '#lib/words/locale'

const styles = {
  day: { day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short', year: 'numeric' },
  dayMonth: { day: 'numeric', month: 'long' },
  month: { month: 'long', year: 'numeric' },
  shortDay: { day: 'numeric', month: 'short' },
  onlyMonth: { month: 'short' },
  shortMonth: { month: 'short', year: 'numeric' },
  instant: { day: 'numeric', month: 'long', year: 'numeric', hour: 'numeric', minute: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>
export type DateStyle = keyof typeof styles

const formats = new Map<string, Intl.DateTimeFormat>()

/** Kept: making one costs a hundred times its use. */
function formatOf(style: DateStyle, timeZone: string): Intl.DateTimeFormat {
  const key = `${style} ${timeZone}`
  const format = formats.get(key) ?? new Intl.DateTimeFormat(writtenLocale, { ...styles[style], timeZone })
  formats.set(key, format)
  return format
}

/** The first of a month, and hours as they are said (Lexique de l’Imprimerie nationale). */
function inFrench({ type, value }: Intl.DateTimeFormatPart): string {
  if (type === 'day' && value === '1') return '1er'
  return value === ':' ? '\u00a0h\u00a0' : value
}

/** A day or an instant: "22 novembre 2026", in French with "1er" for the first and "6 h 31" for an hour. A bare day belongs to no time zone. */
export function formatDate(iso: string, style: DateStyle = 'day', timeZone = 'Europe/Paris'): string {
  const zone = iso.includes('T') ? timeZone : 'UTC'
  const parts = formatOf(style, zone).formatToParts(new Date(iso))
  return parts.map(locale === 'fr' ? inFrench : ({ value }) => value).join('').replace(/^(\S+) /, '$1\u00a0')
}

/** A period in words: "novembre 2026", "22 novembre 2026"; short: "nov. 2026", "22 nov. 2026". */
export function formatPeriod(period: Period, length: 'long' | 'short' = 'long'): string {
  if (period.length === 4) return period
  if (period.length === 7) return formatDate(`${period}-01`, length === 'long' ? 'month' : 'shortMonth')
  return formatDate(period, length === 'long' ? 'day' : 'short')
}

/** The day so many days after another, as YYYY-MM-DD. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}
