import { linearFit } from '#maths/linear-fit'

/** A month of a building: what it used, and what explains it. `degreeDays` and `openHours` null when nobody gave them. */
export type BuildingMonth = { month: string; kWh: number; degreeDays: number | null; openHours: number | null }
/** One term of what was expected: what the model read in the reference, times what the months followed say. Together they make `expectedKWh`. */
export type Term = { of: 'month' | 'degree-days' | 'open-hours'; coefficient: number; amount: number }
export type Saving =
  | { known: true; expectedKWh: number; actualKWh: number; percent: number; deviationPercent: number; r2: number; months: number; correctedBy: 'degree-days' | 'degree-days and hours'; referenceMonths: number; terms: readonly Term[] }
  | { known: false; reason: 'short-reference' | 'short-follow-up' | 'no-climate' | 'weak-model' }

/** A reference, and what is compared with it, are whole years: heating and holidays both come once in one. */
export const REFERENCE_MONTHS = 12
/** Trèfle's own floor, under which a model explains too little to say what would have been used. */
export const LEAST_R2 = 0.75

/**
 * Saving of a building against what it would have used: E_ref,adj − E, over E_ref,adj. The reference period explains its energy by
 * heating degree days (and opening hours, where both periods give them); the model then says what the follow-up would have used with its
 * own weather and hours (IPMVP, option C). Its deviation is that of the fit over the months followed, taken as independent.
 */
export function buildingSaving(reference: readonly BuildingMonth[], followUp: readonly BuildingMonth[]): Saving {
  if (reference.length < REFERENCE_MONTHS) return { known: false, reason: 'short-reference' }
  // Part of a year would give the saving of its season for that of the year.
  if (followUp.length < REFERENCE_MONTHS) return { known: false, reason: 'short-follow-up' }
  const all = [...reference, ...followUp]
  if (all.some(({ degreeDays }) => degreeDays === null)) return { known: false, reason: 'no-climate' }
  const withHours = all.every(({ openHours }) => openHours !== null)
  const rowOf = ({ degreeDays, openHours }: BuildingMonth, hours: boolean): number[] => [degreeDays ?? 0, ...(hours ? [openHours ?? 0] : [])]
  const fitOf = (hours: boolean) => linearFit(reference.map((month) => rowOf(month, hours)), reference.map(({ kWh }) => kWh))
  // Opening hours that never change explain nothing: the climate alone then does.
  const [fit, hours] = withHours && fitOf(true) !== null ? [fitOf(true), true] : [fitOf(false), false]
  if (fit === null || fit.r2 < LEAST_R2) return { known: false, reason: 'weak-model' }
  // The model is linear: its sum over the months is that of its terms.
  const terms = fit.coefficients.map((coefficient, i): Term => (i === 0
    ? { of: 'month', coefficient, amount: followUp.length }
    : { of: i === 1 ? 'degree-days' : 'open-hours', coefficient, amount: followUp.reduce((sum, month) => sum + (rowOf(month, hours)[i - 1] ?? 0), 0) }))
  const expectedKWh = terms.reduce((sum, { coefficient, amount }) => sum + coefficient * amount, 0)
  const actualKWh = followUp.reduce((sum, { kWh }) => sum + kWh, 0)
  if (!(expectedKWh > 0)) return { known: false, reason: 'weak-model' }
  const deviationPercent = (100 * fit.residualDeviation * Math.sqrt(followUp.length)) / expectedKWh
  return { known: true, expectedKWh, actualKWh, percent: 100 * (1 - actualKWh / expectedKWh), deviationPercent, r2: fit.r2, months: followUp.length, correctedBy: hours ? 'degree-days and hours' : 'degree-days', referenceMonths: reference.length, terms }
}
