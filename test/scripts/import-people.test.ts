import { cp, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, it } from 'vitest'
import { criteriaOf } from '#lib/accessibility/rgaa'
import { araCsv } from '#effects/accessibility/ara-csv'
import { importAudit } from '#effects/accessibility/import-audit'
import { importReviews } from '#effects/accessibility/import-reviews'
import { readPeopleRecord } from '#effects/accessibility/people-files'
import { spokenConformity } from '../../scripts/import-people.ts'
import { rgaaGrid } from '../../src/rgaa.ts'

const example = fileURLToPath(new URL('../../examples/villeneuve/data', import.meta.url))
let dataDir = ''
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trefle-people-'))
  for (const name of ['territory.yml', 'sites.yml']) await cp(join(example, name), join(dataDir, name))
})

const statuses = Object.fromEntries(criteriaOf(rgaaGrid).map(({ number }) => [number, 'C' as const]))
const csv = new TextEncoder().encode(araCsv({ transverse: null, pages: [{ name: 'Accueil', url: null, statuses: { ...statuses, '1.1': 'NC' }, remarks: {} }] }, rgaaGrid))
const audit = (more: Partial<Parameters<typeof importAudit>[0]> = {}) => importAudit({ dataDir, file: '/tmp/grille.csv', bytes: csv, site: 'portail', auditor: 'Cabinet inventé', on: '2026-05-12', ...more })

describe('an audit made by people', () => {
  it('is kept in the territory folder under its day, with who made it and the print of the file', async () => {
    const { path, audit: { conformity } } = await audit()
    expect(path).toMatch(/^accessibility\/portail\/audits\/2026-05-12-[0-9a-f]{12}\.json$/)
    const { manualAudits: [kept] } = await readPeopleRecord(dataDir)
    expect(kept).toMatchObject({ auditor: 'Cabinet inventé', on: '2026-05-12', version: '4.1.2', source: { file: 'grille.csv', format: 'ara-csv' } })
    expect(conformity).toMatchObject({ state: 'rated', share: { conforming: 105, applicable: 106 } })
    expect(spokenConformity(conformity)).toContain('105 critères respectés sur 106')
  })

  it('is doubted when nobody said of anything that it conforms: a grid prepared by a machine looks so', async () => {
    const prepared = new TextEncoder().encode(araCsv({ transverse: null, pages: [{ name: 'Accueil', url: null, statuses: { '1.1': 'NC', '2.1': 'NA' }, remarks: {} }] }, rgaaGrid))
    expect((await audit({ bytes: prepared })).untouched).toBe(true)
    const begun = new TextEncoder().encode(araCsv({ transverse: null, pages: [{ name: 'Accueil', url: null, statuses: { '1.1': 'NC', '2.1': 'NA', '3.1': 'C' }, remarks: {} }] }, rgaaGrid))
    expect((await audit({ bytes: begun })).untouched).toBe(false)
    expect((await audit()).untouched).toBe(false)
  })

  it('is added to those that are there, and is never written twice nor over', async () => {
    const first = await audit()
    await audit({ on: '2026-11-12' })
    await audit({ on: '2026-11-13', supersedes: first.audit.id })
    await expect(audit()).rejects.toThrow(/déjà/)
    expect((await readPeopleRecord(dataDir)).manualAudits.map(({ on }) => on)).toEqual(['2026-05-12', '2026-11-12', '2026-11-13'])
  })

  it.each([
    ['an unknown site', { site: 'inconnu' }, /inconnu.*sites\.yml/], ['a day that does not exist', { on: '2026-02-30' }, /2026-02-30/], ['a day to come', { on: '2999-01-01' }, /pas encore venu/],
    ['nobody who made it', { auditor: ' ' }, /Qui a fait/], ['an audit to correct that is not there', { supersedes: '2026-01-01-000000000000' }, /Aucun audit/],
    ['a file that is no grid', { bytes: new TextEncoder().encode('bonjour') }, /Critères/],
  ])('is refused for %s', async (_why, more, message) => { await expect(audit(more)).rejects.toThrow(message) })
})

describe('reviews by people with disabilities', () => {
  const fromFile = async (name: string, text: string) => {
    const file = join(dataDir, name)
    await writeFile(file, text)
    return importReviews(dataDir, file, new TextEncoder().encode(text), 'portail')
  }

  it('are read from a table in the words of the people who fill it', async () => {
    await fromFile('avis.csv', 'date;handicap;outil;tâche;issue;paroles\n12/05/2026;cécité;NVDA;Trouver les horaires;abandon;"Le menu ne se lit pas."\n')
    expect((await readPeopleRecord(dataDir)).userReviews[0]?.reviews).toEqual([{ on: '2026-05-12', handicap: 'blind', tool: 'NVDA', task: 'Trouver les horaires', outcome: 'not-done', words: 'Le menu ne se lit pas.' }])
  })

  it('are read from YAML, and named after the last of their days', async () => {
    const { path, count } = await fromFile('avis.yml', 'reviews:\n  - { on: 2026-05-14, handicap: motor, task: Payer la cantine, outcome: done, words: Tout va au clavier. }\n  - { on: 2026-05-12, handicap: deaf, task: Joindre la mairie, outcome: done-with-help, words: Il a fallu téléphoner. }\n')
    expect(count).toBe(2)
    expect(path).toMatch(/^accessibility\/portail\/reviews\/2026-05-14-/)
  })

  it('hold no name: a column or a key for one is not kept, or is refused', async () => {
    await fromFile('avis.csv', 'nom;date;handicap;tâche;issue;paroles\nJeanne Martin;2026-05-12;surdité;Lire;fait;Bien.\n')
    expect(JSON.stringify((await readPeopleRecord(dataDir)).userReviews)).not.toContain('Martin')
    await expect(fromFile('avis.yml', 'reviews:\n  - { name: Jeanne, on: 2026-05-14, handicap: motor, task: Payer, outcome: done, words: Oui. }\n')).rejects.toThrow(/ligne 2.*name/)
  })

  it('are refused with the line of what cannot be read', async () => {
    await expect(fromFile('avis.csv', 'date;handicap;tâche;issue;paroles\n2026-05-12;fatigue;Lire;fait;Bien.\n')).rejects.toThrow(/Ligne 2 : « handicap » illisible/)
    await expect(fromFile('avis.csv', 'date;handicap;tâche;issue;paroles;adresse\n2026-05-12;surdité;Lire;fait;Bien.;ftp://ville.example\n')).rejects.toThrow(/Ligne 2, adresse/)
    await expect(fromFile('avis.csv', 'date;handicap;tâche;issue\n2026-05-12;surdité;Lire;fait\n')).rejects.toThrow(/colonne absente : « paroles »/)
    await expect(fromFile('vide.csv', 'date;handicap;tâche;issue;paroles\n')).rejects.toThrow(/aucun avis/)
  })
})
