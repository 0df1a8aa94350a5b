import type { OpeningWeek, OpenSpan } from '#model/place'

const dayNames = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']
const DAY = 'Mo|Tu|We|Th|Fr|Sa|Su'
const DAYS = new RegExp(`^(?:${DAY})(?:-(?:${DAY}))?(?:,\\s*(?:${DAY})(?:-(?:${DAY}))?)*`)
const SPAN = /^(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})$/

function daysOf(text: string): number[] {
  return text.split(',').flatMap((part) => {
    const [from = '', to = from] = part.trim().split('-')
    const [first, last] = [dayNames.indexOf(from), dayNames.indexOf(to)]
    return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, i) => (first + i) % 7)
  })
}

function spansOf(text: string): OpenSpan[] | null {
  const spans = text.split(',').map((part): OpenSpan | null => {
    const [, h1, m1, h2, m2] = SPAN.exec(part.trim()) ?? []
    if (h1 === undefined) return null
    const [from, to] = [Number(h1) * 60 + Number(m1), Number(h2) * 60 + Number(m2)]
    return from < 1440 && to <= 1440 && Number(m1) < 60 && Number(m2) < 60 && to !== from ? { from, to } : null
  })
  return spans.some((span) => span === null) ? null : spans.filter((span) => span !== null)
}

const endOf = ({ from, to }: OpenSpan): number => (to <= from ? to + 1440 : to)

/** Length of the union: overlapping spans are one opening. */
function minutesOf(spans: readonly OpenSpan[]): number {
  let [open, until] = [0, 0]
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const [from, end] = [span.from, endOf(span)]
    open += Math.max(0, end - Math.max(from, until))
    until = Math.max(until, end)
  }
  return open
}

/**
 * The ordinary week of an `opening_hours` of OpenStreetMap: days, spans, lists, `off`, `24/7`, and one week in two or four. A rule
 * replaces what earlier ones said of its days; public and school holidays (PH, SH) are no ordinary week. Null for anything else
 * (months, sunrise, "sur rendez-vous"): a schedule that is not understood is not guessed.
 * https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
 */
export function openingWeek(schedule: string): OpeningWeek | null {
  const week: OpeningWeek = Array.from({ length: 7 }, () => [])
  const rules = schedule.split(';').map((rule) => rule.trim()).filter((rule) => rule !== '')
  for (const rule of rules) {
    if (/^(?:PH|SH)(?:,\s*(?:PH|SH))*\b/.test(rule)) continue
    if (rule === '24/7') { week.fill([{ from: 0, to: 1440 }]); continue }
    const everyOther = /^week\s+0?[12]-5[0-4]\/([24])\s+/.exec(rule)
    const plain = everyOther ? rule.slice(everyOther[0].length) : rule
    const days = DAYS.exec(plain)
    const rest = plain.slice(days?.[0].length ?? 0).replace(/^,\s*PH/, '').trim()
    const spans = /^(off|closed)$/i.test(rest) ? [] : spansOf(rest)
    if (spans === null) return null
    for (const day of days ? daysOf(days[0]) : week.keys()) {
      week[day] = everyOther ? [...(week[day] ?? []), ...spans.map((span) => ({ ...span, oneWeekIn: Number(everyOther[1]) }))] : spans
    }
  }
  return rules.length === 0 ? null : week
}

/** Hours open in an ordinary week; what opens one week in two counts by half. */
export function hoursOf(week: OpeningWeek): number {
  const minutes = week.map((spans) => {
    const [weekly, rhythmic] = [spans.filter(({ oneWeekIn }) => oneWeekIn === undefined), spans.filter(({ oneWeekIn }) => oneWeekIn !== undefined)]
    return rhythmic.reduce((sum, span) => sum + (endOf(span) - span.from) / (span.oneWeekIn ?? 1), minutesOf(weekly))
  })
  return minutes.reduce((sum, each) => sum + each, 0) / 60
}

/** The same of a schedule; null when it is not understood. */
export function weeklyHours(schedule: string): number | null {
  const week = openingWeek(schedule)
  return week && hoursOf(week)
}
