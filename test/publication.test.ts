import { createHash } from 'node:crypto'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { commitments, crop, imports, indicator, indicators, sites, territory } from '../src/publication.ts'
import { hostile } from './fixtures/hostile-strings.ts'
import { writeSamplePublication } from './fixtures/make-publication-sample.ts'

let dataDir = ''
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trefle-publication-'))
  vi.stubEnv('TREFLE_DATA', dataDir)
})
afterEach(() => vi.unstubAllEnvs())

describe('the reader of the publication', () => {
  it('says to compute when there is nothing to read', () => {
    expect(() => territory()).toThrow(/territory\.json n’existe pas.*trefle compute/)
    expect(indicators()).toEqual([])
  })

  it('says how to name a territory when none is named', () => {
    vi.stubEnv('TREFLE_DATA', '')
    expect(() => territory()).toThrow(/TREFLE_DATA.*trefle build/)
  })

  it('names the file and the field that do not have the expected shape', async () => {
    await writeSamplePublication(dataDir)
    await writeFile(join(dataDir, 'publication/sites/portail.json'), JSON.stringify({ ...JSON.parse(await readFile(join(dataDir, 'publication/sites/mediatheque.json'), 'utf8')), pages: [{ id: 'Not A Slug' }] }))
    expect(() => sites()).toThrow(/portail\.json, pages\.0\.id : .*trefle compute/)
  })

  it('lets no invisible character through, and keeps every visible one', async () => {
    await writeSamplePublication(dataDir)
    const names = sites().find(({ id }) => id === 'piege')?.pages.map(({ name }) => name)
    expect(names).toEqual([hostile.script, 'facturefdp.exe rouge', hostile.long])
  })
})

describe('the sample publication', () => {
  beforeEach(() => writeSamplePublication(dataDir))

  it('has measured, estimated, missing and old figures, and a broken series', () => {
    const states = new Set(indicators().map(({ latest }) => latest?.state ?? 'none'))
    expect([...states]).toEqual(expect.arrayContaining(['measured', 'computed', 'estimated', 'stale', 'none']))
    expect(indicator('accessibility-failures').series.some(({ breakBefore }) => breakBefore)).toBe(true)
  })

  it('has pages that could not be read, and one that no run has visited', () => {
    const codes = new Set(sites().flatMap(({ pages }) => pages.flatMap(({ failure }) => failure?.code ?? [])))
    expect([...codes].sort()).toEqual(['access-denied', 'crashed', 'dns', 'not-attempted', 'timeout', 'too-large'])
  })

  it('shows a picture of a proven failure on its own page, and holds its bytes once', () => {
    const shown = sites().flatMap(({ pages }) => pages.flatMap(({ crops = [] }) => crops.map(({ file }) => file)))
    expect(shown).toHaveLength(2)
    expect(new Set(shown.map((file) => createHash('sha256').update(crop(file)).digest('hex')))).toEqual(new Set(shown))
  })

  it('has promises in several states, and imports with rejected lines', () => {
    expect(new Set(commitments().map(({ status }) => status)).size).toBeGreaterThanOrEqual(4)
    expect(imports().every(({ rejected }) => rejected.length > 0)).toBe(true)
  })
})
