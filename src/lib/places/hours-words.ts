import type { OpeningWeek, OpenSpan } from '#model/place'
import { t } from '#lib/words/i18n'
import { locale, writtenLocale } from '#lib/words/locale'

/** Monday 5 January 1970, since the names of days come from dates. */
const MONDAY = Date.UTC(1970, 0, 5)
const MINUTE = 60_000

const dayFormat = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
const shortDayFormat = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
const listFormat = new Intl.ListFormat(locale, { type: 'conjunction' })
const timeFormat = new Intl.DateTimeFormat(writtenLocale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' })

/** Name of a day, 0 for Monday. */
export const dayName = (day: number): string => dayFormat.format(MONDAY + day * 1440 * MINUTE)
/** The same as a calendar abbreviates it: "lun.", "Mon", "Mo". */
export const shortDayName = (day: number): string => shortDayFormat.format(MONDAY + day * 1440 * MINUTE)

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

/** Days as a person says them: three in a row or more are said by their ends, "du lundi au mercredi et samedi". */
function daysWords(days: readonly number[]): string {
  const runs = days.reduce<number[][]>((all, day) => (all.at(-1)?.at(-1) === day - 1 ? [...all.slice(0, -1), [...(all.at(-1) ?? []), day]] : [...all, [day]]), [])
  return listFormat.format(runs.flatMap((run) => (run.length < 3 ? run.map(dayName) : [t('places.days', { first: dayName(run[0] ?? 0), last: dayName(run.at(-1) ?? 0) })])))
}

/** An opening week as a person says it: days that open alike are one line, closed days are not said. */
export function weekLines(week: OpeningWeek): { days: string; hours: string }[] {
  const open = week.flatMap((spans, day) => { const hours = dayHours(spans); return hours === null ? [] : [{ day, hours }] })
  return [...Map.groupBy(open, ({ hours }) => hours)].map(([hours, alike]) => ({ days: daysWords(alike.map(({ day }) => day)), hours }))
}
