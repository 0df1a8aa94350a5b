import { z } from 'zod'
import { Slug } from './quantity.ts'

/** What a local state comes down to. */
export const DeviceState = z.enum(['in-use', 'in-stock', 'retired'])
export type DeviceState = z.infer<typeof DeviceState>

/** A finance file from which purchase dates are taken, by serial number. */
export const PurchaseFile = z.strictObject({
  /** CSV or workbook, inside the territory folder. */
  file: z.string().min(1),
  /** Headers as written in the file, when they are not ones that Trèfle knows. */
  serial: z.string().min(1).optional(),
  purchase: z.string().min(1).optional(),
})
export type PurchaseFile = z.infer<typeof PurchaseFile>

/** inventory.yml: the local words of a territory, for all its inventories. Edited by hand. */
export const InventoryFile = z.strictObject({
  /** Local state, as the inventory writes it → what it comes down to. */
  states: z.record(z.string(), DeviceState).default({}),
  /** Local entity, service or tag → organisation of territory.yml, or `outside` for what is not in the perimeter. */
  organisations: z.record(z.string(), Slug).default({}),
  purchases: z.array(PurchaseFile).default([]),
})
export type InventoryFile = z.infer<typeof InventoryFile>

/** Value of `organisations` that sets a device apart: it belongs to somebody else. */
export const OUTSIDE = 'outside'

/** Value of matches.yml for a name that no reference type fits: it stays without a type and is not asked again. */
export const NO_TYPE = 'none'

/** matches.yml: local names → ids of datasets/factors/devices*.json, or `none`. A model wins over a type. Edited by hand. */
export const MatchesFile = z.strictObject({
  models: z.record(z.string(), Slug).default({}),
  types: z.record(z.string(), Slug).default({}),
})
export type MatchesFile = z.infer<typeof MatchesFile>

/**
 * How a device got its reference type: A, a person named its exact model; B, its type is one that is known;
 * C, its model belongs to a range of products that has one type.
 */
export const MatchGrade = z.enum(['A', 'B', 'C'])
export type MatchGrade = z.infer<typeof MatchGrade>
