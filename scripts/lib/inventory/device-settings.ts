import { z } from 'zod'
import { DeviceState } from '#model/local-inventory'
import { Slug } from '#model/quantity'

/** What every connector that reads devices asks of sources.yml. */
export const DeviceSettings = z.strictObject({
  /** Local type → id of datasets/factors/devices*.json. */
  types: z.record(z.string(), Slug).default({}),
  states: z.record(z.string(), DeviceState).default({}),
  /** Local service name or SIRET → organisation id of territory.yml. */
  organisations: z.record(z.string(), Slug).default({}),
})
export type DeviceSettings = z.infer<typeof DeviceSettings>
