import { z } from 'zod'
import { DeviceFactor, Factor } from './factor.ts'
import { Day, Period, Slug } from './quantity.ts'

/** A device type as a footprint needs it. */
export const CarbonDevice = DeviceFactor.pick({ id: true, label: true, embodiedKgCO2e: true, useKWhPerYear: true, lifetimeYears: true, relativeStandardDeviation: true })
export type CarbonDevice = z.infer<typeof CarbonDevice>
/** A factor as a footprint needs it. */
export const CarbonFactor = Factor.pick({ id: true, value: true, year: true, relativeStandardDeviation: true })
export type CarbonFactor = z.infer<typeof CarbonFactor>

/** All that a scenario needs: the devices in service of the latest inventory, counted, and the factors of their footprint. */
export const FleetInput = z.strictObject({
  year: Period,
  on: Day,
  groups: z.array(z.strictObject({ type: Slug, purchaseYear: z.int().nullable(), refurbished: z.enum(['yes', 'no', 'unknown']), count: z.number().positive() })),
  pue: z.strictObject({ value: z.number().min(1), relativeStandardDeviation: z.number().nonnegative() }).nullable(),
  devices: z.array(CarbonDevice),
  factors: z.array(CarbonFactor),
})
export type FleetInput = z.infer<typeof FleetInput>

/** publication/fleet.json: what the scenarios of the dashboard are tried on; null without inventory. Generated. */
export const PublishedFleet = z.strictObject({ generated: z.literal('by trefle compute, do not edit'), fleet: FleetInput.nullable() })
export type PublishedFleet = z.infer<typeof PublishedFleet>
