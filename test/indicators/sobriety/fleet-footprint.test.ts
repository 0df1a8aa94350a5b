import { describe, expect, it } from 'vitest'
import indicator from '#indicators/sobriety/fleet-footprint'
import { recompute } from '#lib/explain/derivation'
import { aFactorBook, devices, facts, meters } from '../../facts-builders.ts'

describe('the footprint of the fleet', () => {
  it('spreads the making over the lifetime and adds a year of electricity, in tonnes', () => {
    // 10 laptops: 10 × 200 kg / 5 years + 10 × 30 kWh × 0.05 kg/kWh = 415 kg a year.
    const measure = indicator.compute(facts({ observations: [devices(10)] }), '2026')
    expect(measure.value).toBeCloseTo(0.415, 10)
    expect(measure).toMatchObject({ state: 'estimated', coverage: 1, n: 10, denominator: 10 })
    expect(measure.low!).toBeLessThan(0.415)
    expect(measure.high!).toBeGreaterThan(0.415)
  })

  it('spreads minerals over the same years, beside the carbon of the device that their source describes', () => {
    const laptop = { ...aFactorBook.devices.get('laptop')!, minerals: { embodiedKgSbe: 0.01, sameDeviceKgCO2e: 180, source: 'essai', licence: 'essai' } }
    const factors = { ...aFactorBook, devices: new Map([...aFactorBook.devices, ['laptop', laptop] as const]) }
    const table = indicator.compute(facts({ factors, observations: [devices(10, { purchaseYear: 'unknown' }), devices(4, { type: 'monitor' })] }), '2026').breakdowns.find(({ id }) => id === 'minerals')
    // 10 × 10 g over 5 years; no figure for the screens, and no line that would say 0.
    expect(table?.rows).toHaveLength(1)
    expect(table?.rows[0]).toMatchObject({ type: 'Type laptop', devices: 10, here: 200, there: 180 })
    expect(table?.rows[0]?.minerals).toBeCloseTo(20, 9)
  })

  it('gives each way of counting its interval', () => {
    const rows = indicator.compute(facts({ observations: [devices(10)] }), '2026').breakdowns.find(({ id }) => id === 'by-method')?.rows
    expect(rows?.[0]).toMatchObject({ embodied: 400 })
    expect(Number(rows?.[0]?.low)).toBeLessThan(400)
    expect(Number(rows?.[0]?.high)).toBeGreaterThan(400)
  })

  it('counts devices in service only, and shows the others apart', () => {
    const measure = indicator.compute(facts({ observations: [devices(10), devices(4, { state: 'in-stock' }), devices(7, { state: 'retired' })] }), '2026')
    expect(measure).toMatchObject({ n: 10, denominator: 10 })
    expect(measure.breakdowns.find(({ id }) => id === 'by-state')?.rows).toContainEqual({ state: 'En réserve', devices: 4 })
  })

  it('lowers the coverage for a type without factor, and invents nothing for it', () => {
    const measure = indicator.compute(facts({ observations: [devices(10), devices(30, { type: 'unknown' })] }), '2026')
    expect(measure.value).toBeCloseTo(0.415, 10)
    expect(measure).toMatchObject({ coverage: 0.25, n: 10, denominator: 40 })
    expect(measure.missing.join()).toContain('30 appareils ont un type inconnu')
  })

  it('spreads a device that has outlived its reference over its real age', () => {
    const young = indicator.compute(facts({ observations: [devices(10, { purchaseYear: '2024' })] }), '2026').value!
    const old = indicator.compute(facts({ observations: [devices(10, { purchaseYear: '2014' })] }), '2026').value!
    expect(old).toBeLessThan(young * 0.5)
  })

  it('says when the electricity of a type is unknown', () => {
    const measure = indicator.compute(facts({ observations: [devices(3, { type: 'monitor' })] }), '2026')
    expect(measure.breakdowns[0]?.rows[0]).toMatchObject({ type: 'Type monitor', use: null, devices: 3 })
    expect(measure.missing.join()).toContain('3 appareils n’ont pas de consommation connue')
  })

  it('gives a refurbished device its share of the making and all of its electricity, with a doubt of its own', () => {
    const [fresh, again] = ['no', 'yes'].map((refurbished) => indicator.compute(facts({ observations: [devices(10, { refurbished })] }), '2026'))
    // 40 % of 400 kg, and the same 15 kg of electricity.
    expect(again?.value).toBeCloseTo(0.175, 10)
    expect(again!.high! / again!.value!).toBeGreaterThan(fresh!.high! / fresh!.value!)
    expect(again?.inputs.factors).toContain('refurbished.making-share.laptop')
    expect(JSON.stringify(again?.derivation)).toContain('Part qu’un appareil reconditionné en porte')
  })

  it('takes the rule of the other types where nobody compared a refurbished device with a new one', () => {
    expect(indicator.compute(facts({ observations: [devices(8, { type: 'monitor', refurbished: 'yes' })] }), '2026').value).toBeCloseTo(0.05, 10)
  })

  describe('for its servers', () => {
    const server = { ...aFactorBook.devices.get('laptop')!, id: 'server', label: 'Serveur', useKWhPerYear: 1000 }
    const factors = { ...aFactorBook, devices: new Map([...aFactorBook.devices, ['server', server] as const]) }
    const ask = (observations = [devices(0)]) => indicator.compute(facts({ factors, observations: [devices(10, { type: 'server' }), devices(10), ...observations] }), '2026')

    it('multiplies their electricity by the PUE of the room, and nobody else’s', () => {
      const [without, withRoom] = [ask([]), ask([...meters('2026-01', 1500, 1000), ...meters('2026-02', 1700, 1000)])]
      // 10 × 1,000 kWh × 0.05 kg × 0.6 more.
      expect(withRoom.value! - without.value!).toBeCloseTo(0.3, 10)
      expect(recompute(withRoom.derivation!)).toBeCloseTo(withRoom.value!, 12)
      expect(JSON.stringify(withRoom.derivation)).toContain('d’après 2 mois de 2026')
      expect(withRoom.inputs.sources).toEqual(['compteurs', 'parc'])
    })

    it('says that the PUE is not known, and invents none', () => {
      expect(ask([]).missing.join()).toContain('Le PUE de la salle n’est pas relevé')
      expect(ask(meters('2025-12', 1500, 1000)).missing.join()).toContain('Le PUE de la salle n’est pas relevé')
      expect(indicator.compute(facts({ observations: [devices(10)] }), '2026').missing).toEqual([])
    })

    it('takes no PUE from meters that contradict each other', () => {
      expect(ask(meters('2026-01', 900, 1000)).value).toBeCloseTo(ask([]).value!, 12)
    })
  })

  it('has a tree for each number of its tables, which gives it again', () => {
    const { rows = [], breakdowns, bounds, low, high } = indicator.compute(facts({ observations: [devices(10), devices(4, { organisation: 'ecoles', purchaseYear: 'unknown', refurbished: 'yes' }), devices(3, { type: 'monitor' })] }), '2026')
    for (const { id, columns, rows: lines } of breakdowns) {
      const numbers = lines.flatMap((line) => columns.flatMap(({ key }) => (typeof line[key] === 'number' ? [[String(line[columns[0]!.key]), key, expect.closeTo(line[key], 9)]] : [])))
      expect(rows.filter(({ breakdown }) => breakdown === id).map(({ row, column, derivation }) => [row, column, recompute(derivation)]), id).toEqual(numbers)
    }
    expect([recompute(bounds!.low), recompute(bounds!.high)]).toEqual([low, high])
  })

  it('is unknown, and not zero, without inventory or without any known type', () => {
    expect(indicator.compute(facts(), '2026')).toMatchObject({ value: null, state: 'not-measured' })
    expect(indicator.compute(facts({ observations: [devices(5, { type: 'unknown' })] }), '2026')).toMatchObject({ value: null, low: null, coverage: 0, n: 0 })
  })

  it('takes the last inventory of a year, never the sum of two', () => {
    const observations = [devices(10, {}, { period: '2026-03-01' }), devices(12, {}, { period: '2026-09-01' })]
    expect(indicator.compute(facts({ observations }), '2026').n).toBe(12)
  })

  it('has another basis when another organisation joins', () => {
    const alone = indicator.compute(facts({ observations: [devices(10)] }), '2026').basis
    expect(indicator.compute(facts({ observations: [devices(10), devices(1, { organisation: 'ecoles' })] }), '2026').basis).not.toBe(alone)
  })
})
