import type { FactorBook } from '#model/factor'
import type { FleetScenario } from '#model/fleet-scenario'
import type { Observation } from '#model/observation'
import type { CarbonDevice, CarbonFactor, FleetInput } from '#model/published-fleet'
import { electricity, inUse } from '../estate/fleet-carbon.ts'
import { devicesIn, fleetOf, type DeviceGroup } from '../estate/fleet.ts'
import { given } from '../explain/derivation.ts'
import { whatIf, type WhatIf } from './what-if.ts'

/** Only what a footprint needs of a factor, whatever else its record says. */
const deviceOf = ({ id, label, embodiedKgCO2e, useKWhPerYear, lifetimeYears, relativeStandardDeviation }: CarbonDevice): CarbonDevice =>
  ({ id, label, embodiedKgCO2e, useKWhPerYear, lifetimeYears, relativeStandardDeviation })
const factorOf = ({ id, value, year, relativeStandardDeviation }: CarbonFactor): CarbonFactor => ({ id, value, year, relativeStandardDeviation })

/** Groups that a scenario does not tell apart are one: an organisation and a source change no factor. */
function counted(groups: readonly DeviceGroup[]): FleetInput['groups'] {
  const alike = Map.groupBy(groups.filter(({ count }) => count > 0), ({ type, purchaseYear, refurbished }) => `${type}|${purchaseYear}|${refurbished}`)
  return [...alike].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, same]) => {
    const [first] = same
    return first === undefined ? [] : [{ type: first.type, purchaseYear: first.purchaseYear, refurbished: first.refurbished, count: devicesIn(same) }]
  })
}

/** The devices in service of the latest inventory, and the factors that their scenarios take; null without inventory. */
export function fleetInput(observations: readonly Observation[], book: FactorBook): FleetInput | null {
  const { devices, factors } = book
  const year = observations.filter(({ metric, value }) => metric === 'fleet.devices' && value !== null).map(({ period }) => period.slice(0, 4)).sort().at(-1)
  const snapshot = year === undefined ? null : fleetOf(observations, year, book)
  if (year === undefined || snapshot === null) return null
  return {
    year, on: snapshot.on, groups: counted(inUse(snapshot.groups)),
    pue: snapshot.pue && { value: snapshot.pue.value, relativeStandardDeviation: snapshot.pue.relativeStandardDeviation },
    devices: [...devices.values()].map(deviceOf),
    factors: [...factors.values()].filter(({ id }) => id.startsWith(`${electricity}.`) || id.startsWith('refurbished.')).map(factorOf),
  }
}

/** A scenario on a published fleet, by the formulas of the command: the same figure. Pure. */
export function tryScenario({ year, on, groups, pue, devices, factors }: FleetInput, scenario: FleetScenario): WhatIf {
  const book = { devices: new Map(devices.map((each) => [each.id, each])), factors: new Map(factors.map((each) => [each.id, each])) }
  const standing = groups.map((group) => ({ ...group, organisation: '', state: 'in-use', source: 'fleet' }))
  const steps = pue && given('PUE des salles serveurs', pue.value, 'kWh/kWh', { kind: 'record', words: 'fleet.json' })
  return whatIf({ on, groups: standing, pue: pue && steps && { ...pue, steps } }, Number(year), book, scenario)
}
