import type { Derivation } from '#model/derivation'
import type { FleetScenario } from '#model/fleet-scenario'
import { derive } from '../explain/derivation.ts'
import { devicesIn, type DeviceGroup } from '../estate/fleet.ts'
import { footprintOf, inUse, type CarbonBook, type Standing } from '../estate/fleet-carbon.ts'
import { footprintDifference, type Difference } from '../maths/footprint-difference.ts'
import { avoidedKgCO2ePerYear, type Estimate, type FleetFootprint } from '../maths/footprint.ts'

/** `steps`: the difference as a tree. `avoided`: what refurbished purchases avoid against new ones, kgCO2e a year; apart, never taken off the footprint. Null when nothing is asked or known. */
export type WhatIf = { scenario: FleetScenario; before: Estimate; after: Estimate; difference: Difference; steps: Derivation; avoided: { kgCO2ePerYear: number; devices: number; factors: string[] } | null; notes: string[] }

const screens = new Set(['monitor'])
const desks = new Set(['laptop', 'desktop', 'desktop-home', 'workstation', 'thin-client'])
const countOf = (groups: readonly DeviceGroup[], types: ReadonlySet<string>): number => devicesIn(groups.filter(({ type }) => types.has(type)))

function withLifetimes(factors: CarbonBook, lifetimes: Readonly<Record<string, number>>, stretch: number): CarbonBook {
  return { ...factors, devices: new Map([...factors.devices].map(([id, each]) => [id, { ...each, lifetimeYears: lifetimes[id] ?? each.lifetimeYears * stretch }])) }
}

/** Fewer screens when there are more than asked by workstation; never more. */
function withScreens(groups: readonly DeviceGroup[], perDesk: number | undefined): DeviceGroup[] {
  const now = countOf(groups, screens)
  const wanted = perDesk === undefined ? now : perDesk * countOf(groups, desks)
  const kept = now > wanted ? wanted / now : 1
  return groups.map((group) => (screens.has(group.type) ? { ...group, count: group.count * kept } : group))
}

/** A share of a type gives way to new devices of another, or of its own. */
function withReplacements(groups: readonly DeviceGroup[], { replace = [], renewAfterYears = {} }: FleetScenario, year: number): DeviceGroup[] {
  const moved = replace.reduce<readonly DeviceGroup[]>((fleet, { from, to, share }) => fleet.flatMap((group) => group.type !== from ? [group] : [
    { ...group, count: group.count * (1 - share) }, { ...group, type: to, purchaseYear: year, refurbished: 'no' as const, count: group.count * share },
  ]), groups)
  return moved.map((group) => {
    const limit = renewAfterYears[group.type]
    return limit !== undefined && group.purchaseYear !== null && year - group.purchaseYear > limit ? { ...group, purchaseYear: year, refurbished: 'no' as const } : group
  })
}

/** A share of the devices that were bought new are refurbished ones; those that are already stay so. */
function withReuse(groups: readonly DeviceGroup[], share: number | undefined): DeviceGroup[] {
  return groups.flatMap((group) => share === undefined || group.refurbished === 'yes' ? [group] : [
    { ...group, count: group.count * (1 - share) }, { ...group, refurbished: 'yes' as const, count: group.count * share },
  ])
}

function avoidedBy(groups: readonly DeviceGroup[], { reuseShare }: FleetScenario, { factors }: CarbonBook): WhatIf['avoided'] {
  if (reuseShare === undefined) return null
  const known = groups.flatMap(({ type, count, refurbished }) => {
    const factor = factors.get(`refurbished.avoided.${type}`)
    return factor === undefined || refurbished === 'yes' ? [] : [{ id: factor.id, quantity: count * reuseShare, avoidedKgCO2ePerYear: factor.value }]
  })
  if (known.length === 0) return null
  return { kgCO2ePerYear: avoidedKgCO2ePerYear(known), devices: known.reduce((sum, { quantity }) => sum + quantity, 0), factors: [...new Set(known.map(({ id }) => id))].sort() }
}

/** What the scenario asks of a fleet that does not have it: said, so that no change is not taken for no effect. */
function withoutObject(groups: readonly DeviceGroup[], { lifetimes = {}, replace = [], renewAfterYears = {}, screensPerDesk }: FleetScenario): string[] {
  const present = new Set(groups.map(({ type }) => type))
  const absent = new Set([...Object.keys(lifetimes), ...Object.keys(renewAfterYears), ...replace.map(({ from }) => from)].filter((type) => !present.has(type)))
  const few = screensPerDesk !== undefined && countOf(groups, screens) <= screensPerDesk * countOf(groups, desks)
  return [...[...absent].map((type) => `Aucun appareil « ${type} » en service.`), ...(few ? ['Le parc n’a pas plus d’écrans que cela.'] : [])]
}

/** The types whose footprint the scenario changes, each after less before. */
function differenceSteps(before: FleetFootprint, after: FleetFootprint): Derivation {
  const [was, becomes] = [before, after].map(({ types }) => new Map(types.map(({ type, steps }) => [type, steps.total])))
  const changed = [...new Set([...was?.keys() ?? [], ...becomes?.keys() ?? []])].filter((type) => was?.get(type)?.value !== becomes?.get(type)?.value)
  return derive('sum', 'Écart, type par type', 'kgCO2e/an', changed.map((type) => {
    const [one, other] = [was?.get(type), becomes?.get(type)]
    return derive('difference', (one ?? other)?.label ?? type, 'kgCO2e/an', [
      derive('sum', 'Dans le scénario', 'kgCO2e/an', other ? [other] : []), derive('sum', 'Aujourd’hui', 'kgCO2e/an', one ? [one] : []),
    ])
  }))
}

/** The fleet of a year as it is, and as it would be in a settled year of the scenario: same factors, same inventory. Pure. */
export function whatIf(snapshot: Standing & { groups: readonly DeviceGroup[] }, year: number, factors: CarbonBook, scenario: FleetScenario, before = footprintOf(inUse(snapshot.groups), factors, snapshot, year)): WhatIf {
  const groups = inUse(snapshot.groups)
  const changed = withReplacements(withScreens(groups, scenario.screensPerDesk), scenario, year)
  const after = footprintOf(withReuse(changed, scenario.reuseShare), withLifetimes(factors, scenario.lifetimes ?? {}, scenario.lifetimeStretch ?? 1), snapshot, year)
  return {
    scenario, before: before.total, after: after.total, difference: footprintDifference(before, after), steps: differenceSteps(before, after),
    avoided: avoidedBy(changed, scenario, factors), notes: withoutObject(groups, scenario),
  }
}
