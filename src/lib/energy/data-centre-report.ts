import type { Observation } from '#model/observation'
import type { ReportField } from './data-centre-fields.ts'
import { dataCentreIndicators } from '#maths/datacentre'

/** One line of a report; `value` null: it is missing. `coverage` 0..1 of the year. */
export type ReportLine = { symbol: string; label: string; value: number | null; unit: string; coverage: number | null; from: string }

const MONTHS = 12

/**
 * A year of one room in the fields of a report, the missing ones first, then the indicators that follow (annex III). A figure
 * declared for the year is preferred to the sum of its months; a sum says which share of the year it covers.
 */
export function dataCentreReport(fields: readonly ReportField[], observations: readonly Observation[], year: string): ReportLine[] {
  const lines = fields.map((field) => lineOf(field, observations, year))
  const all = [...lines, ...indicatorLines(lines)]
  return [...all.filter(({ value }) => value === null), ...all.filter(({ value }) => value !== null)]
}

function lineOf({ symbol, label, unit, metric, monthly }: ReportField, observations: readonly Observation[], year: string): ReportLine {
  const known = (wanted: string | undefined, is: (period: string) => boolean) => observations.filter((each) => each.metric === wanted && each.value !== null && is(each.period))
  const declared = known(metric, (period) => period === year).at(-1)
  if (declared !== undefined) return { symbol, label, value: declared.value, unit, coverage: declared.coverage ?? null, from: declared.source }
  const months = bestOfEachMonth(known(monthly, (period) => period.length === 7 && period.startsWith(year)))
  if (months.length === 0) return { symbol, label, value: null, unit, coverage: null, from: '' }
  return {
    symbol, label, unit, value: months.reduce((sum, { value }) => sum + (value ?? 0), 0),
    coverage: months.reduce((sum, { coverage }) => sum + (coverage ?? 1), 0) / MONTHS, from: [...new Set(months.map(({ source }) => source))].sort().join(', '),
  }
}

/** Two sources of one month are two readings of the same energy: the one that covers more. */
function bestOfEachMonth(observations: readonly Observation[]): Observation[] {
  return [...Map.groupBy(observations, ({ period }) => period).values()].flatMap((own) => own.toSorted((a, b) => (b.coverage ?? 1) - (a.coverage ?? 1)).slice(0, 1))
}

function indicatorLines(lines: readonly ReportLine[]): ReportLine[] {
  const lineOfSymbol = (symbol: string): ReportLine | undefined => lines.find((line) => line.symbol === symbol)
  const of = (symbol: string): number | null => lineOfSymbol(symbol)?.value ?? null
  const [totalKWh, itKWh] = [of('E_DC'), of('E_IT')]
  // Two energies of different parts of the year have no ratio.
  const sameTime = Math.abs((lineOfSymbol('E_DC')?.coverage ?? 1) - (lineOfSymbol('E_IT')?.coverage ?? 1)) < 0.001
  const figures = totalKWh === null || itKWh === null || !sameTime ? null : dataCentreIndicators({
    totalKWh, itKWh, renewableKWh: of('E_RES-TOT'), reusedKWh: of('E_REUSE'), waterLitres: of('W_IN'), heatRemovedKWh: null, coolingKWh: null,
  }, 0)
  const coverage = lineOfSymbol('E_DC')?.coverage ?? null
  const line = (symbol: string, label: string, unit: string, value: number | null | undefined): ReportLine => ({ symbol, label, unit, value: value ?? null, coverage: value == null ? null : coverage, from: value == null ? '' : 'calculé' })
  return [
    line('PUE', 'E_DC / E_IT', '', figures?.pue), line('WUE', 'W_IN / E_IT', 'L/kWh', figures?.wueLitresPerKWh),
    line('ERF', 'E_REUSE / E_DC', '', figures?.erf), line('REF', 'E_RES-TOT / E_DC', '', figures?.ref),
  ]
}
