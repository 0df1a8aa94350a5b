import { globSync } from 'node:fs'
import { cp, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { match } from '../../scripts/match.ts'

const example = fileURLToPath(new URL('../../examples/villeneuve/data', import.meta.url))
const at = '2026-11-22T06:00:00Z'

/** A territory with one inventory of its own. */
async function withInventory(lines: readonly string[], matches?: string): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'trefle-match-'))
  await cp(join(example, 'territory.yml'), join(dataDir, 'territory.yml'))
  await writeFile(join(dataDir, 'parc.csv'), ['Type;Marque;Modèle;Quantité', ...lines, ''].join('\n'))
  await writeFile(join(dataDir, 'sources.yml'), 'sources: [{ id: parc, name: Parc, connector: inventory-csv, organisation: ville, cadence: yearly, settings: { file: parc.csv } }]\n')
  if (matches !== undefined) await writeFile(join(dataDir, 'matches.yml'), matches)
  return dataDir
}

const lines = ['Douchette;Zebra;DS2208;3', 'Borne;Zebra;Zebra DS2208;40', 'Écran;Dell;P2419H;200', 'Matériel;Dell;Latitude 5420;7', 'Tableau interactif;;;2', 'Borne;SpeechiTouch;"ST: 65";60']

describe('the names that no reference type fits', () => {
  it('are listed by number of devices, in lines that YAML reads once they are completed', async () => {
    const report = await match({ dataDir: await withInventory(lines), at })
    expect(report).toMatchObject({ devices: 312, unknown: 105 })
    expect(report.proposal).toEqual([
      'models:',
      '  "SpeechiTouch ST: 65":    # 60 appareils, type écrit "Borne"',
      '  "Zebra DS2208":    # 43 appareils, type écrit "Borne"',
      '  "Dell Latitude 5420": laptop   # 7 appareils, déduit de la gamme',
      'types:',
      '  "Tableau interactif":    # 2 appareils',
    ])
    expect(parse(report.proposal.join('\n'))).toEqual({ models: { 'SpeechiTouch ST: 65': null, 'Zebra DS2208': null, 'Dell Latitude 5420': 'laptop' }, types: { 'Tableau interactif': null } })
  })

  it('are asked no more once a person has said what they are, even that nothing fits', async () => {
    const matches = 'models:\n  SPEECHITOUCH st 65: tv\n  Zebra DS-2208: none\n  Dell Inc. Latitude-5420 Notebook: laptop\ntypes:\n  Tableau interactif: tv\n'
    expect(await match({ dataDir: await withInventory(lines, matches), at })).toEqual({ devices: 312, unknown: 43, proposal: [] })
  })

  it('are refused with their line when they are given a type that does not exist', async () => {
    const dataDir = await withInventory(lines, 'types:\n  Douchette: scanner\n')
    await expect(match({ dataDir, at })).rejects.toMatchObject({ name: 'UsageError', message: expect.stringMatching(/matches\.yml, ligne 2, types\.Douchette : « scanner » n’existe pas/) })
  })

  it('are not written anywhere', async () => {
    const dataDir = await withInventory(lines)
    await match({ dataDir, at })
    expect(globSync('**/*', { cwd: dataDir }).sort()).toEqual(['parc.csv', 'sources.yml', 'territory.yml'])
  })
})
