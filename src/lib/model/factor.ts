import { z } from 'zod'
import { Slug } from './quantity.ts'

/** A sourced number of datasets/factors: never a constant in the code. */
export const Factor = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/),
  name: z.string(),
  value: z.number(),
  unit: z.string(),
  perimeter: z.string(),
  year: z.int(),
  source: z.string(),
  url: z.url().optional(),
  licence: z.string(),
  /** Relative standard deviation 0..; null when none is published and none assumed. */
  relativeStandardDeviation: z.number().nonnegative().nullable(),
  uncertaintyBasis: z.enum(['published', 'assumption', 'none']),
  note: z.string().optional(),
})
export type Factor = z.infer<typeof Factor>

/** A kind of device with its life-cycle factors (datasets/factors/devices.json). */
export const DeviceFactor = z.strictObject({
  id: Slug,
  type: z.string(),
  /** French label for people. */
  label: z.string(),
  embodiedKgCO2e: z.number().positive(),
  useKWhPerYear: z.number().nonnegative().nullable(),
  lifetimeYears: z.number().positive(),
  relativeStandardDeviation: z.number().nonnegative(),
  uncertaintyBasis: z.enum(['published', 'assumption']),
  perimeter: z.string(),
  year: z.int(),
  source: z.string(),
  licence: z.string(),
  /**
   * Minerals and metals (ADPe) of its making, in kg of antimony equivalent; absent when no source gives it. `sameDeviceKgCO2e`: carbon
   * of the device that this source describes, which may be another one than that of `embodiedKgCO2e`.
   */
  minerals: z.strictObject({ embodiedKgSbe: z.number().positive(), sameDeviceKgCO2e: z.number().positive(), source: z.string(), licence: z.string() }).optional(),
  note: z.string().optional(),
})
export type DeviceFactor = z.infer<typeof DeviceFactor>

/** A sourced row of numbers that a formula walks through: quantile bounds, class limits (`tables` of datasets/factors/*.json). */
export const FactorTable = Factor.pick({ id: true, name: true, unit: true, source: true, url: true, licence: true, note: true }).extend({
  values: z.array(z.number()).min(2),
})
export type FactorTable = z.infer<typeof FactorTable>

/** Everything a formula may ask for, read once from datasets/factors. */
export type FactorBook = {
  factors: ReadonlyMap<string, Factor>
  devices: ReadonlyMap<string, DeviceFactor>
  tables?: ReadonlyMap<string, FactorTable>
}
