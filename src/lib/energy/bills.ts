/** What one bill states: whole days, both included, as ISO days. */
export type Bill = { line: number; from: string; to: string; kWh: number; estimated: boolean }
/** `shared`: a bill that goes beyond the month gave it a part by its days; `estimated`: a bill says so itself. */
export type BilledMonth = { month: string; kWh: number; coverage: number; shared: boolean; estimated: boolean }

const DAY_MS = 86_400_000
const dayNumber = (day: string): number => Date.parse(day) / DAY_MS
const monthOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 7)

/** Bills that follow each other, in order of time, and those whose days were billed already. */
export function withoutOverlaps(bills: readonly Bill[]): { kept: Bill[]; overlapping: Bill[] } {
  const [kept, overlapping]: [Bill[], Bill[]] = [[], []]
  for (const bill of bills.toSorted((a, b) => (a.from === b.from ? a.line - b.line : a.from < b.from ? -1 : 1))) {
    const last = kept.at(-1)
    ;(last !== undefined && bill.from <= last.to ? overlapping : kept).push(bill)
  }
  return { kept, overlapping }
}

/** The months of bills: the energy of each is shared evenly among its days. `bills` do not overlap. */
export function billedMonths(bills: readonly Bill[]): BilledMonth[] {
  const months = new Map<string, { kWh: number; days: number; shared: boolean; estimated: boolean }>()
  for (const { from, to, kWh, estimated } of bills) {
    const [first, last] = [dayNumber(from), dayNumber(to)]
    for (let day = first; day <= last; day++) {
      const month = months.get(monthOf(day)) ?? { kWh: 0, days: 0, shared: false, estimated: false }
      month.kWh += kWh / (last - first + 1)
      month.days += 1
      month.shared ||= monthOf(first) !== monthOf(last)
      month.estimated ||= estimated
      months.set(monthOf(day), month)
    }
  }
  return [...months].map(([month, { kWh, days, shared, estimated }]) => ({ month, kWh, coverage: days / daysOf(month), shared, estimated })).sort((a, b) => (a.month < b.month ? -1 : 1))
}

function daysOf(month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).getUTCDate()
}
