import type { Derivation } from '#model/derivation'
import type { Measure } from '#model/indicator'
import type { MetricId, Observation } from '#model/observation'
import type { Period } from '#model/quantity'
import type { Facts, IndicatorDefinition } from '#lib/define'
import { roomMonths } from '#lib/estate/room-months'
import { derive, given } from '#lib/explain/derivation'
import { defineDeclared, doubledLine, made, statedIn, type DeclaredIndicator } from '#lib/publish/declared-indicator'
import { measureOf } from '#lib/publish/measure'
import { monthsUpTo } from '#lib/time/period'
import { capital } from '#lib/words/typography'
import { ANNUAL_COVERAGE } from '#maths/datacentre'
import { coverageOf, weakestOf, wholeRooms } from './room-electricity.ts'

const MONTHS = 12
type Meter = 'room' | 'it'
type YearRatio = Omit<DeclaredIndicator, 'counts' | 'tables' | 'method'> & {
  counts: { part: MetricId; whole: MetricId }
  /** The meter that gives the year when nobody declares it. */
  metered: Meter
  /** The most that the ratio can be, and what says so. */
  atMost?: { value: number; words: string }
}

/** A ratio of a declared figure to the energy of its calendar year: declared too, or else what the meters read of nearly all of it. */
export function defineYearRatio({ metered, atMost, counts, ...rest }: YearRatio): IndicatorDefinition {
  const definition = defineDeclared({ ...rest, counts, method: 2 })
  const capped = (steps: Derivation): Derivation => (atMost === undefined || (steps.value ?? 0) <= atMost.value ? steps
    : derive('least', capital(rest.formula), steps.unit, [steps, given('Au plus', atMost.value, steps.unit, { kind: 'convention', words: atMost.words })]))
  return {
    ...definition,
    reads: { ...definition.reads, beside: ['energy.room', 'energy.room-alone', 'energy.it'] },
    compute(facts, period) {
      const declared = statedIn(facts, counts.whole, period, true).length > 0
      const measure = declared ? definition.compute(facts, period) : meteredMeasure(facts, { counts, metered, ...rest }, period)
      if (!measure.derivation) return measure
      const steps = capped(measure.derivation)
      return { ...measure, value: steps.value, derivation: steps }
    },
  }
}

function meteredMeasure(facts: Facts, { counts, metered, formula, unit }: YearRatio, year: Period): Measure {
  const parts = statedIn(facts, counts.part, year, true)
  const all = monthsUpTo(`${year}-12`, MONTHS).flatMap((month) => readingsOf(facts.observations, month, metered))
  const rooms = new Set(all.map(({ subject }) => subject))
  // A figure that speaks of rooms is of these; any other is of the rooms of the town, all together.
  const named = parts.every(({ subject }) => rooms.has(subject))
  const readings = named ? all.filter(({ subject }) => parts.some((part) => part.subject === subject)) : all
  const missing = parts.length === 0 ? [] : shortOfYear(readings, year)
  if (parts.length === 0 || readings.length === 0 || missing.length > 0) return measureOf({ value: null, state: 'not-measured', missing })
  const step = (own: Observation, word: string): Derivation => given(`${own.subject}, ${own.period}`, own.value ?? 0, word, { kind: 'import', source: own.source, facts: 1 })
  const [above = '', under = ''] = formula.split(' / ').map(capital)
  const steps = derive('quotient', capital(formula), unit, [
    derive('sum', above, parts[0]?.unit ?? '', parts.map((part) => step(part, part.unit))), derive('sum', under, 'kWh', readings.map((reading) => step(reading, 'kWh'))),
  ])
  return made([...parts, ...readings], steps, { state: weakestOf([...parts, ...readings]), missing: doubledLine(facts, [counts.part], year) })
}

const readingsOf = (observations: readonly Observation[], month: Period, metered: Meter): Observation[] =>
  metered === 'room' ? wholeRooms(observations, month) : roomMonths(observations, [month]).flatMap(({ rooms }) => rooms.map(({ it }) => it))

/** The rooms of which too little of the year is known to relate a yearly figure to it. */
function shortOfYear(readings: readonly Observation[], year: Period): string[] {
  const rooms = [...Map.groupBy(readings, ({ subject }) => subject)].map(([room, own]) => ({ room, coverage: own.reduce((sum, reading) => sum + coverageOf(reading), 0) / MONTHS }))
  if (rooms.length === 0) return ['Le total auquel rapporter ce chiffre n’est pas connu.']
  return rooms.filter(({ coverage }) => coverage < ANNUAL_COVERAGE).map(({ room, coverage }) =>
    `${room} : ${Math.floor(100 * coverage)} % de ${year} relevés ou facturés. Il en faut ${100 * ANNUAL_COVERAGE} %, ou le total de l’année déclaré.`)
}
