import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { commitments, imports, indicator, indicators, site, sites, territory } from '../src/publication.ts'
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
    await writeFile(join(dataDir, 'publication/sites/portail.json'), JSON.stringify({ ...site('mediatheque'), pages: [{ id: 'Not A Slug' }] }))
    expect(() => site('portail')).toThrow(/portail\.json, pages\.0\.id : .*trefle compute/)
  })

  it('lets no invisible character through, and keeps every visible one', async () => {
    await writeSamplePublication(dataDir)
    const names = site('piege').pages.map(({ name }) => name)
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

  it('has promises in several states, and imports with rejected lines', () => {
    expect(new Set(commitments().map(({ status }) => status)).size).toBeGreaterThanOrEqual(4)
    expect(imports().every(({ rejected }) => rejected.length > 0)).toBe(true)
  })
})
