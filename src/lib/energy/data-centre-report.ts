import type { Observation } from '#model/observation'
import { LITRES_PER_M3, type ReportField } from './data-centre-fields.ts'
import { roomMonths } from '#lib/estate/room-months'
import { monthsUpTo } from '#lib/time/period'
import { ANNUAL_COVERAGE, dataCentreIndicators, pueOfMonths, type DataCentreIndicators } from '#maths/datacentre'
import { coverageOf, wholeRooms } from './room-electricity.ts'

/** One line of a report; `value` null: it is missing, and `from` may say why, unless it is a `text`. `coverage` 0..1 of the year; null when a person declared it. */
export type ReportLine = { symbol: string; label: string; value: number | null; unit: string; coverage: number | null; from: string; text?: string }

export const isFilled = ({ value, text }: ReportLine): boolean => value !== null || text !== undefined

const MONTHS = 12
const TOO_LITTLE = `moins de ${100 * ANNUAL_COVERAGE} % de l’année relevée : pas de rapport à une année`

/**
 * A year of one room in the fields of a report, the missing ones first, then the indicators that follow (annex III). A figure
 * declared for the year is preferred to the sum of its months; a sum says which share of the year it covers. `texts`: what is known of
 * the fields that are words, by their symbol.
 */
export function dataCentreReport(fields: readonly ReportField[], observations: readonly Observation[], year: string, texts: Readonly<Record<string, string>> = {}): ReportLine[] {
  const lines = fields.map((field) => ({ ...lineOf(field, observations, year), ...(texts[field.symbol] === undefined ? {} : { text: texts[field.symbol], from: 'territory.yml' }) }))
  const all = [...lines, ...indicatorLines(lines, observations, year)]
  return [...all.filter((line) => !isFilled(line)), ...all.filter(isFilled)]
}

function lineOf({ symbol, label, unit, metric, per = 1, monthly }: ReportField, observations: readonly Observation[], year: string): ReportLine {
  const declared = observations.filter((each) => each.metric === metric && each.value !== null && each.period === year).at(-1)
  if (declared !== undefined) return { symbol, label, value: (declared.value ?? 0) / per, unit, coverage: declared.coverage ?? null, from: declared.source }
  const months = monthly === undefined ? [] : monthsUpTo(`${year}-12`, MONTHS).flatMap((month) => (monthly === 'room' ? wholeRooms(observations, month) : itOf(observations, month)))
  if (months.length === 0) return { symbol, label, value: null, unit, coverage: null, from: '' }
  return {
    symbol, label, unit, value: months.reduce((sum, { value }) => sum + (value ?? 0), 0),
    coverage: months.reduce((sum, month) => sum + coverageOf(month), 0) / MONTHS, from: sourcesOf(months),
  }
}

/** Two sources of one month are two readings of the same energy: the one that covers more. */
const itOf = (observations: readonly Observation[], month: string): Observation[] =>
  observations.filter(({ metric, period, value }) => metric === 'energy.it' && period === month && value !== null).sort((a, b) => coverageOf(b) - coverageOf(a)).slice(0, 1)

const sourcesOf = (readings: readonly { source: string }[]): string => [...new Set(readings.map(({ source }) => source))].sort().join(', ')

function indicatorLines(lines: readonly ReportLine[], observations: readonly Observation[], year: string): ReportLine[] {
  const of = (symbol: string): ReportLine | undefined => lines.find((line) => line.symbol === symbol)
  const yearly = (symbol: string): number | null => ((of(symbol)?.coverage ?? 1) >= ANNUAL_COVERAGE ? of(symbol)?.value ?? null : null)
  const figures = dataCentreIndicators({
    totalKWh: yearly('E_DC') ?? 0, itKWh: yearly('E_IT') ?? 0, renewableKWh: of('E_RES-TOT')?.value ?? null, reusedKWh: of('E_REUSE')?.value ?? null,
    waterLitres: of('W_IN')?.value == null ? null : LITRES_PER_M3 * (of('W_IN')?.value ?? 0), heatRemovedKWh: null, coolingKWh: null,
  }, 0)
  const line = (symbol: string, above: string, below: string, unit: string, key: keyof DataCentreIndicators): ReportLine => {
    const tooLittle = of(above)?.value != null && of(below)?.value != null && yearly(below) === null
    const value = figures[key]
    return { symbol, label: `${above} / ${below}`, unit, value, coverage: value === null ? null : of(below)?.coverage ?? null, from: value === null ? (tooLittle ? TOO_LITTLE : '') : 'calculé' }
  }
  return [
    pueLine(of('E_DC'), of('E_IT'), figures.pue, observations, year),
    line('WUE', 'W_IN', 'E_IT', 'm3/MWh', 'wueLitresPerKWh'), line('ERF', 'E_REUSE', 'E_DC', '', 'erf'), line('REF', 'E_RES-TOT', 'E_DC', '', 'ref'),
  ]
}

/**
 * Of two figures declared for the year, or of the months in which both meters were read: a ratio needs the same time above and below.
 * The report wants that of the year (EU 2024/1364, annex III): of less, it is an iPUE (ISO/IEC 30134-2), said and not written in the field.
 */
function pueLine(total: ReportLine | undefined, it: ReportLine | undefined, declaredPue: number | null, observations: readonly Observation[], year: string): ReportLine {
  const line = { symbol: 'PUE', label: 'E_DC / E_IT', unit: '' }
  const known = [total, it].filter((each) => each?.value != null)
  const declared = known.filter((each) => each?.coverage === null)
  if (known.length === 2 && declared.length === 1) return { ...line, value: null, coverage: null, from: 'une énergie est déclarée, l’autre relevée : pas de rapport' }
  if (declared.length === 2) return { ...line, value: declaredPue, coverage: null, from: declaredPue === null ? '' : 'calculé' }
  const months = roomMonths(observations, monthsUpTo(`${year}-12`, MONTHS)).map(({ roomKWh, itKWh, coverage }) => ({ totalKWh: roomKWh, itKWh, coverage }))
  const { value, coverage, kind } = pueOfMonths(months, MONTHS)
  if (value === null) return { ...line, value, coverage: null, from: '' }
  if (kind === 'iPUE') return { ...line, value: null, coverage: null, from: `${TOO_LITTLE} (${value.toFixed(2).replace('.', ',')} sur ${Math.floor(100 * coverage)} % de l’année : c’est un iPUE)` }
  return { ...line, value, coverage, from: 'calculé' }
}
