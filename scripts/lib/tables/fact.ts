import { dayOf } from '#lib/time/period'
import { MetricId, Observation } from '#model/observation'
import type { Period, Quality, Unit } from '#model/quantity'
import type { ImportReport, Source } from '#model/source'

/** A number that a line gives. Facts of one metric, subject, period and coordinates are added. */
export type Fact = {
  metric: MetricId
  period: Period
  value: number
  unit?: Unit
  /** The source's organisation without it. */
  subject?: string
  dimensions?: Readonly<Record<string, string>>
  /** Counts once whatever the number of lines that bear it (a beneficiary, a commune). It is never written. */
  distinct?: string
  quality?: Quality
  note?: string | undefined
}

/** Under so many people somebody could be recognised: the number is not written. */
export const FEWEST_PEOPLE = 5

const keyOf = ({ metric, subject = '', period, dimensions = {} }: Fact): string => JSON.stringify([metric, subject, period, Object.entries(dimensions).sort()])

/** One observation for each metric, subject, period and coordinates. */
export function observationsOf(facts: readonly Fact[], { source, at }: { source: Source; at: string }): Observation[] {
  return [...Map.groupBy(facts, keyOf).values()].flatMap((same) => {
    const [first] = same
    if (first === undefined) return []
    const { metric, period, unit = 'count', subject = source.organisation, dimensions = {}, quality = 'declared', note } = first
    return [{ metric, subject, period, value: totalOf(same), unit, quality, source: source.id, at, dimensions: { ...dimensions }, ...(note ? { note: note.slice(0, 300) } : {}) }]
  })
}

function totalOf(facts: readonly Fact[]): number {
  const once = new Map(facts.flatMap(({ distinct, value }) => (distinct === undefined ? [] : [[distinct, value] as const])))
  const plain = facts.filter(({ distinct }) => distinct === undefined)
  return rounded([...plain, ...[...once.values()].map((value) => ({ value }))].reduce((sum, { value }) => sum + value, 0))
}

/** Sums of decimals keep no more digits than they were given. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6

/** Sets apart the numbers of people that are too small to be written; how many is said, never which. */
export function withoutFewPeople(observations: readonly Observation[], people: readonly MetricId[]): { kept: Observation[]; notes: ImportReport['notes'] } {
  const few = ({ metric, value }: Observation): boolean => people.includes(metric) && value !== null && value > 0 && value < FEWEST_PEOPLE
  const hidden = observations.filter(few).length
  return {
    kept: observations.filter((each) => !few(each)),
    notes: hidden === 0 ? [] : [{ line: null, message: `${hidden} ${hidden === 1 ? 'nombre de personnes inférieur' : 'nombres de personnes inférieurs'} à ${FEWEST_PEOPLE} : non écrits, on pourrait les reconnaître.` }],
  }
}

/** The year of a day, a month or a year. */
export const yearOf = (period: Period): Period => period.slice(0, 4)
/** The month of a day; a year stays a year. */
export const monthOf = (period: Period): Period => period.slice(0, 7)
/** Day of a register: the one that its settings say, else that of the reading. */
export const asOfDay = (settings: { asOf?: string | undefined }, at: string): string => settings.asOf ?? dayOf(at)
