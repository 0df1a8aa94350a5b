import { describe, expect, it } from 'vitest'
import type { FleetScenario } from '#model/fleet-scenario'
import { FleetInput } from '#model/published-fleet'
import { fleetOf } from '#lib/estate/fleet'
import { fleetInput, tryScenario } from '#lib/scenarios/fleet-input'
import { whatIf } from '#lib/scenarios/what-if'
import { aFactorBook, devices, meters } from '../../facts-builders.ts'

const server = { ...aFactorBook.devices.get('laptop')!, id: 'server', useKWhPerYear: 1000 }
const book = { ...aFactorBook, devices: new Map([...aFactorBook.devices, ['server', server] as const]) }
const record = [
  devices(10), devices(5, { organisation: 'ecoles' }), devices(7, { refurbished: 'yes', purchaseYear: '2016' }), devices(4, { type: 'server' }), devices(9, { type: 'monitor', purchaseYear: 'unknown' }),
  devices(3, { state: 'retired' }), ...meters('2026-03', 1500, 1000),
]
const scenario: FleetScenario = { id: 'essai', title: 'Essai', assumption: 'essai', source: 'essai', lifetimes: { laptop: 8 }, reuseShare: 0.4, renewAfterYears: { laptop: 6 }, replace: [{ from: 'server', to: 'laptop', share: 0.25 }] }

describe('the fleet that the dashboard tries scenarios on', () => {
  it('gives the very figure of the record, after a journey as JSON', () => {
    const published = FleetInput.parse(JSON.parse(JSON.stringify(fleetInput(record, book))))
    const [there, here] = [tryScenario(published, scenario), whatIf(fleetOf(record, '2026', book)!, 2026, book, scenario)]
    expect(there.difference.kgCO2ePerYear).toBeCloseTo(here.difference.kgCO2ePerYear, 9)
    expect(there.difference.interval.low).toBeCloseTo(here.difference.interval.low, 9)
    expect(there.before.kgCO2e).toBeCloseTo(here.before.kgCO2e, 9)
  })

  it('tells devices apart by what changes their footprint alone: no organisation, no source', () => {
    expect(fleetInput(record, book)!.groups).toContainEqual({ type: 'laptop', purchaseYear: 2024, refurbished: 'no', count: 15 })
    expect(JSON.stringify(fleetInput(record, book))).not.toMatch(/ecoles|parc/)
  })

  it('is nothing without inventory', () => {
    expect(fleetInput(meters('2026-03', 1500, 1000), book)).toBeNull()
  })
})
