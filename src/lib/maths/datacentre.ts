export type Pue = { value: number } | { value: null; reason: 'no-it-energy' | 'pue-below-one' }

/**
 * Power usage effectiveness, E_DC / E_IT, both in kWh over the same covered window (ISO/IEC 30134-2, EN 50600-4-2).
 * Also the partial PUE of one room (pPUE), with that room's two energies. Below 1 the meters contradict each other:
 * a data error, not a result.
 */
export function pue(totalKWh: number, itKWh: number): Pue {
  if (!(itKWh > 0)) return { value: null, reason: 'no-it-energy' }
  const value = totalKWh / itKWh
  return value < 1 ? { value: null, reason: 'pue-below-one' } : { value }
}

/** Trèfle's own rule: a year is called annual from this share of its time on, all its months being there. */
export const ANNUAL_COVERAGE = 0.95

export type PeriodPue = Pue & {
  /** `PUE` for a whole year, `iPUE` (interim) for anything less; an interim figure is never called annual. */
  kind: 'PUE' | 'iPUE'
  /** Share 0..1 of the expected months' time. */
  coverage: number
}

/**
 * PUE of several months: the ratio of the sums, never the mean of the ratios, which would give a quiet night the weight
 * of a busy day. A month without a coverage was read whole.
 */
export function pueOfMonths(months: readonly { totalKWh: number; itKWh: number; coverage?: number }[], monthsExpected = 12): PeriodPue {
  const sum = (pick: (month: (typeof months)[number]) => number): number => months.reduce((total, month) => total + pick(month), 0)
  const coverage = sum((month) => month.coverage ?? 1) / monthsExpected
  const whole = monthsExpected === 12 && months.length === 12 && coverage >= ANNUAL_COVERAGE
  return { ...pue(sum((month) => month.totalKWh), sum((month) => month.itKWh)), kind: whole ? 'PUE' : 'iPUE', coverage }
}

/** A year of a data centre, in the notation of Delegated Regulation (EU) 2024/1364; null when it is not metered. */
export type DataCentreYear = {
  totalKWh: number
  itKWh: number
  /** Grid electricity of `totalKWh`; the whole of it by default. */
  gridKWh?: number
  renewableKWh: number | null
  reusedKWh: number | null
  waterLitres: number | null
  heatRemovedKWh: number | null
  coolingKWh: number | null
}

export type DataCentreIndicators = {
  pue: number | null
  /** E_IT / E_DC, 0..1. */
  dcie: number | null
  /** Renewable energy factor, 0..1, capped at 1 (EN 50600-4-3). */
  ref: number | null
  /** Energy reuse factor, 0..1 (EN 50600-4-6). */
  erf: number | null
  /** Water usage effectiveness, L/kWh (EN 50600-4-9). */
  wueLitresPerKWh: number | null
  /** Carbon usage effectiveness, kgCO2e per IT kWh (EN 50600-4-8): the grid's factor × PUE when all energy is from the grid. */
  cueKgCO2ePerKWh: number | null
  /** Cooling efficiency ratio (EN 50600-4-7). */
  cer: number | null
  /** Scope 2 of the GHG Protocol, location-based. */
  scope2LocationKgCO2e: number
}

/** Key figures of one year; what is not metered stays null, 0 is kept for what was measured to be 0. */
export function dataCentreIndicators(year: DataCentreYear, gridKgCO2ePerKWh: number): DataCentreIndicators {
  const { totalKWh, itKWh, gridKWh = totalKWh, renewableKWh, reusedKWh, waterLitres, heatRemovedKWh, coolingKWh } = year
  const scope2LocationKgCO2e = gridKWh * gridKgCO2ePerKWh
  const usage = pue(totalKWh, itKWh).value
  const renewable = ratio(renewableKWh, totalKWh)
  return {
    pue: usage,
    dcie: usage === null ? null : 1 / usage,
    ref: renewable === null ? null : Math.min(1, renewable),
    erf: ratio(reusedKWh, totalKWh),
    wueLitresPerKWh: ratio(waterLitres, itKWh),
    cueKgCO2ePerKWh: ratio(scope2LocationKgCO2e, itKWh),
    cer: ratio(heatRemovedKWh, coolingKWh),
    scope2LocationKgCO2e,
  }
}

function ratio(above: number | null, below: number | null): number | null {
  return above === null || below === null || !(below > 0) ? null : above / below
}
