import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import ademe from '@incubateur-ademe/publicodes-acv-numerique/publicodes-acv-numerique.model.json' with { type: 'json' }
import { loadFactorBook } from '#effects/territory/factors'

const factor = { id: 'a.b', name: 'A', value: 1, unit: 'kg', perimeter: 'p', year: 2024, source: 's', licence: 'l', relativeStandardDeviation: null, uncertaintyBasis: 'none' }

async function bookOf(files: Record<string, unknown>): ReturnType<typeof loadFactorBook> {
  const folder = await mkdtemp(join(tmpdir(), 'trefle-factors-'))
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  return loadFactorBook(folder)
}

describe('the factor book', () => {
  it('gives every device a source, a licence and an uncertainty whose basis is said', async () => {
    const { devices, factors } = await loadFactorBook()
    for (const id of ['laptop', 'desktop', 'monitor', 'smartphone', 'tablet', 'printer', 'server', 'switch']) expect(devices.has(id), id).toBe(true)
    for (const { id, source, licence } of [...devices.values(), ...factors.values()]) expect(source.length * licence.length, id).toBeGreaterThan(0)
    for (const { id, relativeStandardDeviation: r, uncertaintyBasis } of factors.values()) expect(uncertaintyBasis === 'none', id).toBe(r === null)
  })

  it('keeps the sources of electricity apart', async () => {
    const { factors } = await loadFactorBook()
    expect(factors.get('electricity.fr.ademe.2024')?.value).toBe(0.0519)
    expect(factors.get('electricity.fr.rte.2024')?.perimeter).toContain('directes')
  })

  it('refuses an identifier that exists in another file', async () => {
    await expect(bookOf({ 'a.json': { factors: [factor] }, 'b.json': { factors: [factor] } })).rejects.toThrow(/a\.b/)
  })

  it('refuses a factor without source and says where', async () => {
    const { source: _source, ...unsourced } = factor
    await expect(bookOf({ 'a.json': { factors: [unsourced] } })).rejects.toMatchObject({ name: 'UsageError', mend: expect.stringContaining('source') })
  })

  it('refuses what is not JSON', async () => {
    await expect(bookOf({ 'a.json': '{ "factors": [' })).rejects.toMatchObject({ name: 'UsageError' })
  })
})

/** Value of a rule of ADEME's published model, in its own unit (g, W, hours a day, years). */
function ademeValue(rule: string): number {
  return z.looseObject({ valeur: z.number() }).parse(z.record(z.string(), z.unknown()).parse(ademe)[rule]).valeur
}

describe('the factors that come from ADEME', () => {
  it.each([
    ['laptop', 'ordinateur portable'], ['desktop', 'ordinateur fixe pro'], ['desktop-home', 'ordinateur fixe'], ['monitor', 'écran'], ['smartphone', 'smartphone'],
    ['tablet', 'tablette'], ['tv', 'TV'], ['box', 'box'], ['printer-home', 'imprimante'],
  ])('are those of its model: %s', async (id, name) => {
    const device = (await loadFactorBook()).devices.get(id)
    const grams = ['fabrication', 'distribution', 'fin de vie'].reduce((sum, stage) => sum + ademeValue(`acv . ${name} . carbone . ${stage}`), 0)
    expect(device?.embodiedKgCO2e).toBeCloseTo(grams / 1000, 6)
    const wattHours = ademeValue(`acv . ${name} . consommation en mode actif`) * ademeValue(`acv . ${name} . profil utilisation théorique`) * 365
    expect(device?.useKWhPerYear).toBeCloseTo(wattHours / 1000, 6)
    expect(device?.lifetimeYears).toBe(ademeValue(`acv . ${name} . durée de vie théorique`))
  })

  it('give the server, the network and the electricity of its model', async () => {
    const { devices, factors } = await loadFactorBook()
    const construction = (name: string): number => ademeValue(`${name} . construction`) / 1000
    expect(['server', 'switch', 'router'].map((id) => devices.get(id)?.embodiedKgCO2e)).toEqual([construction('serveur'), construction('switch'), construction('routeur')])
    expect(factors.get('electricity.fr.ademe.2024')?.value).toBe(ademeValue('publicodes-commun . mix électrique . empreinte carbone'))
  })
})
