import type { Change } from '#model/explanation'
import type { FactorBook } from '#model/factor'
import type { Period } from '#model/quantity'
import { devicesIn, type DeviceGroup, type FleetSnapshot } from '../estate/fleet.ts'
import { footprintOf, gridOf, inRoom, inUse, makingFactor } from '../estate/fleet-carbon.ts'
import { footprintDifference } from '../maths/footprint-difference.ts'
import { shapleySplit } from '../maths/shapley.ts'

/** A year of the fleet: its inventory, and the figure that was published of it, in kgCO2e a year. */
export type FleetYear = { period: Period; snapshot: FleetSnapshot; publishedKg: number }

/** What a type was in a year: how many, which share of the whole, how much of a lifetime a year takes, and its factors. */
type TypeProfile = { share: number; livesPerYear: number; embodiedKg: number; useKg: number }
type Profile = { quantity: number; types: ReadonlyMap<string, TypeProfile> }

/** A refurbished device is a type of its own: to buy more of them is a change of mix. */
function profileOf(groups: readonly DeviceGroup[], { snapshot, period }: FleetYear, factors: FactorBook): Profile {
  const grid = gridOf(factors, Number(period)).kgCO2ePerKWh
  const known = groups.filter(({ type }) => factors.devices.has(type))
  const quantity = devicesIn(known)
  const kinds = Map.groupBy(known, (group) => `${group.type}|${makingFactor(group, factors)?.id ?? ''}`)
  return {
    quantity,
    types: new Map([...kinds].flatMap(([kind, alike]) => {
      const [first] = alike
      const factor = factors.devices.get(first?.type ?? '')
      const [each] = footprintOf(alike, factors, snapshot, Number(period)).types
      if (first === undefined || factor === undefined || each === undefined) return []
      const embodiedKg = factor.embodiedKgCO2e * (makingFactor(first, factors)?.value ?? 1)
      return [[kind, {
        share: each.quantity / quantity, livesPerYear: each.embodiedKgCO2ePerYear / embodiedKg / each.quantity,
        embodiedKg, useKg: (factor.useKWhPerYear ?? 0) * grid * (inRoom(first) ? snapshot.pue?.value ?? 1 : 1),
      }] as const]
    })),
  }
}

const inside = ['quantity', 'mix', 'lifetime', 'factor'] as const

/** kgCO2e a year of one perimeter, each of its four components taken before or after. A type that is new, or gone, lends its other side its own lifetime and factors. */
function insideEffects(before: Profile, after: Profile): Record<(typeof inside)[number], number> {
  const names = [...new Set([...before.types.keys(), ...after.types.keys()])]
  return shapleySplit(inside, (changed) => {
    const sideOf = (thing: (typeof inside)[number]) => (changed.has(thing) ? after : before)
    const of = (thing: (typeof inside)[number], name: string): TypeProfile | undefined => sideOf(thing).types.get(name) ?? before.types.get(name) ?? after.types.get(name)
    return sideOf('quantity').quantity * names.reduce((sum, name) => {
      const share = sideOf('mix').types.get(name)?.share ?? 0
      const factor = of('factor', name)
      return sum + share * ((factor?.embodiedKg ?? 0) * (of('lifetime', name)?.livesPerYear ?? 0) + (factor?.useKg ?? 0))
    }, 0)
  })
}

/**
 * Why the footprint of the fleet changed between two years, in kgCO2e a year. Perimeter: organisations that joined, less those that
 * left. Method: what the published figures differ by from today's method. In between, the organisations of both years, split by Shapley.
 * The effects sum to the published change.
 */
export function fleetChange(from: FleetYear, to: FleetYear, factors: FactorBook): Change {
  const [before, after] = [inUse(from.snapshot.groups), inUse(to.snapshot.groups)]
  const joined = new Set(after.map(({ organisation }) => organisation))
  const common = new Set(before.map(({ organisation }) => organisation).filter((organisation) => joined.has(organisation)))
  const kept = (groups: readonly DeviceGroup[]) => groups.filter(({ organisation }) => common.has(organisation))
  const footprint = (groups: readonly DeviceGroup[], { snapshot, period }: FleetYear) => footprintOf(groups, factors, snapshot, Number(period))
  const kg = (groups: readonly DeviceGroup[], year: FleetYear) => footprint(groups, year).total.kgCO2e
  const perimeter = (kg(after, to) - kg(kept(after), to)) - (kg(before, from) - kg(kept(before), from))
  const method = (to.publishedKg - kg(after, to)) - (from.publishedKg - kg(before, from))
  const split = common.size === 0 ? { quantity: 0, mix: 0, lifetime: 0, factor: 0 } : insideEffects(profileOf(kept(before), from, factors), profileOf(kept(after), to, factors))
  const difference = footprintDifference(footprint(before, from), footprint(after, to))
  return {
    from: { period: from.period, kgCO2e: from.publishedKg, devices: devicesIn(before) }, to: { period: to.period, kgCO2e: to.publishedKg, devices: devicesIn(after) },
    effects: Object.entries({ ...split, perimeter, method }).map(([cause, effect]) => ({ cause: cause as Change['effects'][number]['cause'], kgCO2e: effect })),
    low: difference.interval.low, high: difference.interval.high, significant: difference.significant,
  }
}
