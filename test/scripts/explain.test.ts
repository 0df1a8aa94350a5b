import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { given } from '#lib/explain/derivation'
import { changeWords, partChangeWords, spokenChange } from '#lib/explain/change-words'
import { spokenExplanation } from '#lib/explain/words'
import { measureOf } from '#lib/publish/measure'
import type { PublishedIndicator } from '#model/indicator'
import { publish, type PublicationInput } from '#lib/publish/publish'
import { UsageError } from '#effects/command/errors'
import { readPublicationInput } from '../../scripts/compute.ts'
import { explainBetween, explainIndicator, explainPage, explainPart, explainTreeBetween } from '../../scripts/explain.ts'
import { pull } from '../../scripts/pull.ts'

const example = fileURLToPath(new URL('../../examples/villeneuve/data', import.meta.url))
const at = '2026-11-22T12:00:00Z'
let dataDir = ''
let input: PublicationInput
/** The example with the inventory of the year before: the same, less its laptops of this year. */
let twoYears: PublicationInput

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trefle-explain-'))
  await cp(example, dataDir, { recursive: true })
  await pull({ dataDir, at })
  input = (await readPublicationInput({ dataDir, now: at })).input
  const before = input.observations.filter(({ metric, dimensions }) => metric === 'fleet.devices' && dimensions.purchaseYear !== '2026').map((each) => ({ ...each, period: '2025', at: '2025-11-22T12:00:00Z' }))
  twoYears = { ...input, observations: [...input.observations, ...before] }
}, 30_000)
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const published = (of: PublicationInput, id: string) => publish(of).get(`indicators/${id}.json`) as PublishedIndicator

describe('explaining a figure', () => {
  it('goes from the figure to the factor, its source and the lines of the import', () => {
    const text = spokenExplanation(explainIndicator(input, 'fleet-footprint'), 'text')
    expect(text).toMatch(/^Empreinte carbone annuelle du parc informatique, 2026\nFormule : /)
    expect(text).toMatch(/Ordinateur portable.*\n[│ ]*├─ Fabrication de tous ces appareils/)
    expect(text).toContain('185,09 kgCO2e [facteur laptop]')
    expect(text).toMatch(/factor:laptop : .*\n\s+Source : ADEME/)
    expect(text).toMatch(/Lignes lues : \d+, gardées : \d+, rejetées : \d+/)
  })

  it('is a nested list in Markdown', () => {
    expect(spokenExplanation(explainIndicator(input, 'page-weight'), 'md')).toMatch(/\n- Médiane des sites : .*\n {2}- .+ \(médiane\)\n {4}- Page « /)
  })

  it('says which indicators there are, and which periods have a figure', () => {
    expect(() => explainIndicator(input, 'nope')).toThrow(UsageError)
    expect(() => explainIndicator(input, 'fleet-footprint', '1999')).toThrow(/1999/)
  })

  it('takes the figure of another period when it is asked', () => {
    expect(explainIndicator(twoYears, 'fleet-footprint', '2025').value).not.toBe(explainIndicator(twoYears, 'fleet-footprint').value)
  })

  it('brings a verdict back to its visit and its method', async () => {
    const { derivation, notes } = await explainPage(input, 'portail/accueil/sobriety/page-weight')
    expect(derivation?.from?.[0]).toMatchObject({ kind: 'visit', site: 'portail', page: 'accueil', audit: 'sobriety/page-weight' })
    expect(notes.join('\n')).toMatch(/méthode \d+ de sobriety\/page-weight[\s\S]*[Pp]reuve/)
    await expect(explainPage(input, 'portail/accueil/sobriety/nope')).rejects.toThrow(UsageError)
  })
})

describe('explaining a change between two years', () => {
  it('splits the published difference among its causes, to the last gram', () => {
    const change = explainBetween(twoYears, published(twoYears, 'fleet-footprint'), ['2025', '2026'])
    const sum = change.effects.reduce((total, { kgCO2e }) => total + kgCO2e, 0)
    expect(Math.abs(sum - (change.to.kgCO2e - change.from.kgCO2e))).toBeLessThan(1e-9 * Math.abs(sum))
    expect(change.effects.find(({ cause }) => cause === 'quantity')?.kgCO2e).toBeGreaterThan(0)
    expect(spokenChange(changeWords(change), 'text')).toMatch(/De 2025 à 2026.*[\s\S]*Quantité[\s\S]*Écart total/)
  })

  it.each([
    ['pue', '2025-10', '2026-10'], ['room-carbon', '2025-10', '2026-10'], ['carbon-usage', '2025-10', '2026-10'], ['room-energy', '2025-10', '2026-10'],
    ['manufacturing-share', '2025', '2026'], ['page-carbon', '2025-11-18', '2026-05-19'], ['page-weight', '2025-11-18', '2026-05-19'],
  ])('splits the change of %s among the parts of its tree, to the last bit', (id, ...periods) => {
    const own = published(twoYears, id)
    const { change, ends } = explainTreeBetween(twoYears, own, periods)
    const sum = change.effects.reduce((total, { effect }) => total + effect, 0)
    expect(Math.abs(sum - (change.to.value - change.from.value))).toBeLessThan(1e-9 * Math.max(1, Math.abs(change.to.value)))
    expect(spokenChange(partChangeWords(change, own.unit, ends), 'text')).toMatch(/Écart total\n/)
  })

  it('compares on the dashboard a month with the same month of the year before, and says nothing of a change with one cause', () => {
    expect(explainIndicator(input, 'pue').split).toMatchObject({ from: { period: '2025-10' }, to: { period: '2026-10' } })
    expect(explainIndicator(input, 'reuse-share').split).toMatchObject({ from: { period: '2025' }, to: { period: '2026' } })
    expect(explainIndicator(input, 'room-energy').split).toBeUndefined()
    const fleet = explainIndicator(twoYears, 'fleet-footprint')
    expect([fleet.split, fleet.change?.from.period]).toEqual([undefined, '2025'])
  })

  it('says in one sentence that a figure in one block has no causes to share', () => {
    const own = published(twoYears, 'pue')
    const block = given('PUE', 1.5, '', { kind: 'record', words: 'essai' })
    const declared = { ...twoYears.indicators.get('sobriety/pue')!, compute: () => measureOf({ value: 1.5, state: 'declared', derivation: block }) }
    expect(() => explainTreeBetween({ ...twoYears, indicators: new Map([['sobriety/pue', declared]]) }, own, ['2025-10', '2026-10'])).toThrow(/d’un seul bloc/)
  })

  it('explains one row of a table, or a branch of the tree, and says which there are', () => {
    const whole = explainIndicator(input, 'fleet-footprint')
    const [devices, total] = explainPart(whole, { row: 'Moins de 3 ans' })
    expect([devices?.derivation.unit, total?.derivation.unit]).toEqual(['appareils', 'kgCO2e/an'])
    expect(explainPart(whole, { table: 'by-type', row: 'Ordinateur portable' }).flatMap(({ citations }) => citations.map(({ key }) => key))).toContain('factor:laptop')
    expect(explainPart(whole, { row: 'Empreinte annuelle des appareils en service' })).toHaveLength(1)
    expect(explainPart(whole, { table: 'minerals' }).length).toBeGreaterThan(3)
    expect(() => explainPart(whole, { row: 'Minitel' })).toThrow(UsageError)
    expect(() => explainPart(whole, { table: 'by-colour' })).toThrow(/by-colour/)
  })

  it('refuses a year without a figure, and another number of periods', () => {
    expect(() => explainBetween(input, published(input, 'fleet-footprint'), ['2025', '2026'])).toThrow(/2025/)
    expect(() => explainBetween(twoYears, published(twoYears, 'fleet-footprint'), ['2026'])).toThrow(/Deux périodes/)
    expect(() => explainBetween(twoYears, published(twoYears, 'fleet-footprint'), ['2024', '2025', '2026'])).toThrow(/Deux périodes/)
  })
})
