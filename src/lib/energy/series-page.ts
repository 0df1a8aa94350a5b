import { counterSegments, gaugeSegments, type Segment } from '#maths/energy'
import { mean } from '#maths/statistics'
import { joined } from './joined.ts'
import { paceOfCounter, paceOfGauge, type Pace } from './meter-units.ts'

/** A reading in kWh (counter) or kW (gauge). */
export type Reading = { atSeconds: number; value: number }
export type SeriesKind = {
  kind: 'counter' | 'gauge'
  /** What one of the source's unit is worth, in kWh or kW. */
  factor: number
  modulusKWh?: number
  maxGapSeconds: number
  maxPowerKW: number
}
/** `last` is given back with the next page, so that the interval between two pages is read too. */
export type SeriesPage = { segments: Segment[]; last: Reading | null; samples: number; notNumbers: number; negative: number; pace: Pace | null }

/**
 * One page of samples of one series, in order of time, as segments by quarter of an hour. Samples at or before `last` are
 * passed over (pages may share their border); what is no number, or is negative, is counted and passed over.
 */
export function readSeriesPage(values: Iterable<readonly [atSeconds: number, value: string]>, last: Reading | null, series: SeriesKind): SeriesPage {
  const readings: Reading[] = last === null ? [] : [last]
  let [samples, notNumbers, negative] = [0, 0, 0]
  for (const [atSeconds, text] of values) {
    const before = readings.at(-1)
    if (before !== undefined && atSeconds <= before.atSeconds) continue
    samples++
    const value = Number(text) * series.factor
    if (!Number.isFinite(value)) notNumbers++
    else if (value < 0) negative++
    else readings.push({ atSeconds, value })
  }
  return { ...segmentsOf(readings, series), last: readings.at(-1) ?? null, samples, notNumbers, negative }
}

function segmentsOf(readings: readonly Reading[], { kind, maxGapSeconds, maxPowerKW, modulusKWh }: SeriesKind): Pick<SeriesPage, 'segments' | 'pace'> {
  const options = { maxGapSeconds, maxPowerKW }
  if (kind === 'gauge') {
    const samples = readings.map(({ atSeconds, value }) => ({ atSeconds, kW: value }))
    return { segments: [...joined(gaugeSegments(samples, options))], pace: paceOfGauge(samples, maxPowerKW) }
  }
  const samples = readings.map(({ atSeconds, value }) => ({ atSeconds, kWh: value }))
  return { segments: [...joined(counterSegments(samples, { ...options, ...(modulusKWh === undefined ? {} : { modulusKWh }) }))], pace: paceOfCounter(samples, maxPowerKW) }
}

/** Mean of the paces of several pages; null without any. */
export function meanPace(paces: readonly Pace[]): Pace | null {
  if (paces.length === 0) return null
  const meanOf = (pick: (pace: Pace) => number): number => mean(paces.map(pick))
  return { meanKW: meanOf(({ meanKW }) => meanKW), impossibleShare: meanOf(({ impossibleShare }) => impossibleShare), fallingShare: meanOf(({ fallingShare = 0 }) => fallingShare) }
}
