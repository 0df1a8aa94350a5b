import type { OpeningWeek, OpenSpan } from '#model/place'
import { t } from '#lib/words/i18n'
import { locale, writtenLocale } from '#lib/words/locale'

/** Monday 5 January 1970, since the names of days come from dates. */
const MONDAY = Date.UTC(1970, 0, 5)
const MINUTE = 60_000

const dayFormat = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
const timeFormat = new Intl.DateTimeFormat(writtenLocale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' })

/** Name of a day, 0 for Monday. */
export const dayName = (day: number): string => dayFormat.format(MONDAY + day * 1440 * MINUTE)

/** "9 h", "17 h 30", and midnight at the end of a day; other languages as they write them. */
export function timeOfDay(minutes: number): string {
  if (locale !== 'fr') return timeFormat.format(MONDAY + minutes * MINUTE)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return rest === 0 ? `${hours}\u00a0h` : `${hours}\u00a0h\u00a0${String(rest).padStart(2, '0')}`
}

function spanWords({ from, to, oneWeekIn }: OpenSpan): string {
  const hours = t('places.span', { from: timeOfDay(from), to: timeOfDay(to) })
  return oneWeekIn === undefined ? hours : t('places.span.rhythm', { hours, weeks: oneWeekIn })
}

/** The spans of one day in words; null for a closed day. */
export const dayHours = (spans: readonly OpenSpan[]): string | null => (spans.length === 0 ? null : spans.map(spanWords).join(t('list.comma')))

/** An opening week as a person says it: days in a row that open alike are one line, closed days are not said. */
export function weekLines(week: OpeningWeek): { days: string; hours: string }[] {
  const lines: { first: number; last: number; hours: string }[] = []
  for (const [day, spans] of week.entries()) {
    const hours = dayHours(spans)
    if (hours === null) continue
    const before = lines.at(-1)
    if (before && before.last === day - 1 && before.hours === hours) before.last = day
    else lines.push({ first: day, last: day, hours })
  }
  return lines.map(({ first, last, hours }) => ({ days: first === last ? dayName(first) : t(last === first + 1 ? 'places.days.two' : 'places.days', { first: dayName(first), last: dayName(last) }), hours }))
}
