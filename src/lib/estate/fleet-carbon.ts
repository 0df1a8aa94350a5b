import type { CarbonDevice, CarbonFactor } from '#model/published-fleet'
import { ageFromPurchaseYear, allocationYears, amortisedFootprint, type FleetFootprint, type FleetLine, type Grid } from '#maths/footprint'
import { factorOf } from '../factors/factor-book.ts'
import { factorOfYear } from '../factors/factor-of-year.ts'
import type { DeviceGroup } from './fleet.ts'
import { originsOf } from './origins.ts'
import type { RoomPue } from './room-pue.ts'

/** The family of factors with which French devices are counted. */
export const electricity = 'electricity.fr.ademe'

/** Types that stand in a server room: its cooling and losses are theirs. */
const roomTypes: ReadonlySet<string> = new Set(['server', 'storage-bay'])
export const inRoom = ({ type }: Pick<DeviceGroup, 'type'>): boolean => roomTypes.has(type)

/** The factors of a footprint: those of datasets/factors, or what is published of them. */
export type CarbonBook = { factors: ReadonlyMap<string, CarbonFactor>; devices: ReadonlyMap<string, CarbonDevice> }

/** The day of an inventory, and what its rooms add. */
export type Standing = { on: string; pue: Pick<RoomPue, 'value' | 'relativeStandardDeviation' | 'steps'> | null }

/** The electricity of a year, by the factor in force that year. */
export function gridOf(factors: CarbonBook, year: number): Grid {
  const { id, value, relativeStandardDeviation } = factorOfYear(factors, electricity, year)
  return { kgCO2ePerKWh: value, relativeStandardDeviation: relativeStandardDeviation ?? 0, factor: id }
}

/** Share of the making of a new device that a refurbished one carries: of its type where ADEME compared both, else anything from nothing to the whole. */
export function makingFactor({ type, refurbished }: Pick<DeviceGroup, 'type' | 'refurbished'>, book: CarbonBook): CarbonFactor | null {
  if (refurbished !== 'yes') return null
  return book.factors.get(`refurbished.making-share.${type}`) ?? factorOf(book, 'refurbished.making-share.other')
}

/** Over how many years a group's making is spread, and in which words. */
function serviceOf({ purchaseYear }: DeviceGroup, { lifetimeYears }: CarbonDevice, on: string): { years: number; words: string; outlived: boolean } {
  const ageYears = purchaseYear === null ? undefined : ageFromPurchaseYear(purchaseYear, on)
  const { years, basis } = allocationYears({ referenceYears: lifetimeYears, ...(ageYears === undefined ? {} : { ageYears }) })
  const outlived = basis !== 'reference'
  return { years, outlived, words: outlived ? `achetés en ${purchaseYear}, gardés plus longtemps que la référence` : 'durée de référence' }
}

type Known = { group: DeviceGroup; factor: CarbonDevice; making: CarbonFactor | null; service: ReturnType<typeof serviceOf> }

function lineOf([first, ...others]: readonly [Known, ...Known[]], { on, pue }: Standing): FleetLine {
  const { factor, making, service, group } = first
  const groups = [first, ...others].map((each) => each.group)
  const cited = { kind: 'factor', id: factor.id } as const
  return {
    type: factor.id, quantity: groups.reduce((sum, { count }) => sum + count, 0),
    embodiedKgCO2e: factor.embodiedKgCO2e, useKWhPerYear: factor.useKWhPerYear, allocationYears: service.years,
    relativeStandardDeviation: factor.relativeStandardDeviation, typeLabel: factor.label,
    label: `${factor.label}, ${making === null ? '' : 'reconditionnés, '}${service.words}`,
    ...(making === null ? {} : { making: { share: making.value, relativeStandardDeviation: making.relativeStandardDeviation ?? 0, factor: { kind: 'factor', id: making.id } } }),
    ...(pue === null || !inRoom(group) ? {} : { pue }),
    origins: { devices: originsOf(groups), factor: cited, years: service.outlived ? { kind: 'record', words: `de l’année d’achat à l’inventaire du ${on}` } : cited },
  }
}

/** One line for the devices of a type that share their years of service and their first or second life. A type without factor gives none, and lowers the coverage. */
export function fleetLines(groups: readonly DeviceGroup[], book: CarbonBook, standing: Standing): FleetLine[] {
  const known = groups.flatMap((group): Known[] => {
    const factor = book.devices.get(group.type)
    return factor === undefined ? [] : [{ group, factor, making: makingFactor(group, book), service: serviceOf(group, factor, standing.on) }]
  })
  const alike = Map.groupBy(known, ({ group, making, service }) => `${group.type}|${making?.id ?? ''}|${service.words}`)
  return [...alike.values()].map((same) => lineOf(same as [Known, ...Known[]], standing))
}

/** Amortised footprint of devices on a day, with the factors of its year and the PUE of its rooms. */
export function footprintOf(groups: readonly DeviceGroup[], factors: CarbonBook, standing: Standing, year: number): FleetFootprint {
  return amortisedFootprint(fleetLines(groups, factors, standing), gridOf(factors, year))
}

export const inUse = (groups: readonly DeviceGroup[]): DeviceGroup[] => groups.filter(({ state }) => state === 'in-use')
