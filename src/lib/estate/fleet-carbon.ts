import type { DeviceFactor, FactorBook } from '#model/factor'
import { ageFromPurchaseYear, allocationYears, amortisedFootprint, type FleetFootprint, type FleetLine, type Grid } from '#maths/footprint'
import { factorOfYear } from '../factors/factor-of-year.ts'
import { originsOf, type DeviceGroup } from './fleet.ts'

/** The family of factors with which French devices are counted. */
export const electricity = 'electricity.fr.ademe'

/** The electricity of a year, by the factor in force that year. */
export function gridOf(factors: FactorBook, year: number): Grid {
  const { id, value, relativeStandardDeviation } = factorOfYear(factors, electricity, year)
  return { kgCO2ePerKWh: value, relativeStandardDeviation: relativeStandardDeviation ?? 0, factor: id }
}

/**
 * Over how many years a group's making is spread, and in which words. A refurbished device is counted as a new one: no source read
 * gives the length of both its lives, so its share is at most this.
 */
function serviceOf({ purchaseYear }: DeviceGroup, { lifetimeYears }: DeviceFactor, on: string): { years: number; words: string } {
  const ageYears = purchaseYear === null ? undefined : ageFromPurchaseYear(purchaseYear, on)
  const { years, basis } = allocationYears({ referenceYears: lifetimeYears, ...(ageYears === undefined ? {} : { ageYears }) })
  return { years, words: basis === 'reference' ? 'durée de référence' : `achetés en ${purchaseYear}, gardés plus longtemps que la référence` }
}

/** One line for the devices of a type that share their years of service. A type without factor gives none, and lowers the coverage. */
export function fleetLines(groups: readonly DeviceGroup[], { devices }: FactorBook, on: string): FleetLine[] {
  const known = groups.flatMap((group) => {
    const factor = devices.get(group.type)
    return factor === undefined ? [] : [{ group, factor, ...serviceOf(group, factor, on) }]
  })
  return [...Map.groupBy(known, ({ group, words }) => `${group.type}|${words}`).values()].flatMap((same) => {
    const [{ factor, years, words }] = same as [typeof same[number]]
    const ofLine = same.map(({ group }) => group)
    return [{
      type: factor.id, quantity: ofLine.reduce((sum, { count }) => sum + count, 0),
      embodiedKgCO2e: factor.embodiedKgCO2e, useKWhPerYear: factor.useKWhPerYear, allocationYears: years,
      relativeStandardDeviation: factor.relativeStandardDeviation, typeLabel: factor.label, label: `${factor.label}, ${words}`,
      origins: { devices: originsOf(ofLine), factor: { kind: 'factor', id: factor.id }, years: words === 'durée de référence' ? { kind: 'factor', id: factor.id } : { kind: 'record', words: `de l’année d’achat à l’inventaire du ${on}` } },
    } satisfies FleetLine]
  })
}

/** Amortised footprint of devices on a day, with the factors of its year. */
export function footprintOf(groups: readonly DeviceGroup[], factors: FactorBook, on: string, year: number): FleetFootprint {
  return amortisedFootprint(fleetLines(groups, factors, on), gridOf(factors, year))
}

export const inUse = (groups: readonly DeviceGroup[]): DeviceGroup[] => groups.filter(({ state }) => state === 'in-use')
