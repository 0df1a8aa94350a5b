import type { FactorBook } from '#model/factor'
import type { Period } from '#model/quantity'
import type { Observation } from '#model/observation'
import type { Derivation } from '#model/derivation'
import { given } from '../explain/derivation.ts'
import { dayOf, lastDayOf } from '../time/period.ts'
import { originsOf } from './origins.ts'
import { roomPueOf, type RoomPue } from './room-pue.ts'

/** Devices that share type, organisation, state, year of purchase and origin. `purchaseYear` is null when it is not known. */
export type DeviceGroup = {
  type: string; organisation: string; state: string; purchaseYear: number | null; count: number
  refurbished: 'yes' | 'no' | 'unknown'
  source: string
}
/** An inventory as it stood on `on` (YYYY-MM-DD): the latest of the year, source by source. `pue`: what the rooms add to servers, when their meters are known. */
export type FleetSnapshot = { on: string; groups: DeviceGroup[]; sources: string[]; pue: RoomPue | null }

/** The fleet that the observations `fleet.devices` of a year describe, and the rooms that those of `energy.*` do; null without devices. */
export function fleetOf(observations: readonly Observation[], year: Period, factors: Pick<FactorBook, 'factors'>): FleetSnapshot | null {
  const ofYear = observations.filter(({ metric, period, value }) => metric === 'fleet.devices' && period.startsWith(year) && value !== null)
  const latest = [...Map.groupBy(ofYear, ({ source }) => source).values()].flatMap((ofSource) => {
    const last = ofSource.map(({ period }) => period).sort().at(-1)
    return ofSource.filter(({ period }) => period === last)
  })
  if (latest.length === 0) return null
  const read = latest.map(({ at }) => dayOf(at)).sort().at(-1) ?? ''
  const end = latest.map(({ period }) => lastDayOf(period)).sort().at(-1) ?? ''
  return { on: read < end ? read : end, groups: latest.map(groupOf), sources: [...new Set(latest.map(({ source }) => source))].sort(), pue: roomPueOf(observations, year, factors) }
}

function groupOf({ dimensions, subject, value, source }: Observation): DeviceGroup {
  const year = Number(dimensions.purchaseYear)
  const { refurbished } = dimensions
  return {
    type: dimensions.type ?? 'unknown',
    organisation: dimensions.organisation ?? subject,
    state: dimensions.state ?? 'unknown',
    purchaseYear: Number.isInteger(year) ? year : null,
    count: value ?? 0,
    refurbished: refurbished === 'yes' || refurbished === 'no' ? refurbished : 'unknown',
    source,
  }
}

export function devicesIn(groups: readonly DeviceGroup[]): number {
  return groups.reduce((sum, { count }) => sum + count, 0)
}

/** Devices counted together, and the imports in which they were looked for. */
export function deviceCount(groups: readonly DeviceGroup[], among = groups, label = 'Appareils'): Derivation {
  return given(label, devicesIn(groups), 'appareils', originsOf(among))
}
