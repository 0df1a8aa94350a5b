import { z } from 'zod'
import { Slug } from './quantity.ts'

const Years = z.number().min(1).max(30)

/** A fleet as it could be. Keys of records are ids of device types. */
export const FleetScenario = z.strictObject({
  id: Slug,
  title: z.string().min(1),
  /** What is assumed, in French, and who says that it is reasonable. */
  assumption: z.string().min(1),
  source: z.string().min(1),
  /** Years of service that replace the reference. */
  lifetimes: z.record(Slug, Years).optional(),
  /** All reference lifetimes times this. */
  lifetimeStretch: z.number().min(1).max(3).optional(),
  /** Share of the devices bought new that are refurbished ones instead. */
  reuseShare: z.number().min(0).max(1).optional(),
  /** Screens for each computer of a desk, at most. */
  screensPerDesk: z.number().min(0).max(4).optional(),
  /** A share of the devices of a type gives way to new ones of another. */
  replace: z.array(z.strictObject({ from: Slug, to: Slug, share: z.number().min(0).max(1) })).optional(),
  /** Devices older than this give way to new ones of the same type. */
  renewAfterYears: z.record(Slug, Years).optional(),
})
export type FleetScenario = z.infer<typeof FleetScenario>

export const FleetScenarios = z.strictObject({ scenarios: z.array(FleetScenario).min(1) })
