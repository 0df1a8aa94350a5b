import { read, utils, write } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { criteriaOf } from '#lib/accessibility/rgaa'
import { conformityOf } from '#lib/accessibility/conformity-rate'
import { araCsv, readAraCsv } from '#effects/accessibility/ara-csv'
import { readRgaaGrid } from '#effects/accessibility/rgaa-grid-read'
import { rgaaGridOds } from '#effects/accessibility/rgaa-grid-write'
import type { AuditedPage } from '#model/manual-audit'
import { rgaaGrid } from '../../../../src/rgaa.ts'

const numbers = criteriaOf(rgaaGrid).map(({ number }) => number)
const bytes = (text: string) => new TextEncoder().encode(text)
const page = (name: string, statuses: AuditedPage['statuses'], remarks: AuditedPage['remarks'] = {}): AuditedPage => ({ name, url: `https://www.ville.example/${name}`, statuses, remarks })
const all = (status: 'C' | 'NC' | 'NA' | 'NT') => Object.fromEntries(numbers.map((number) => [number, status]))

describe('a CSV in the shape of Ara', () => {
  test('gives the status of every criterion on every page, and of the shared elements', () => {
    const judged = readAraCsv(bytes('Critères,Éléments transverses,Accueil,Contact\n1.1,NT,C,NC\n12.6,NC,NA,NA\n'), rgaaGrid)
    expect(judged.transverse).toEqual({ '1.1': 'NT', '12.6': 'NC' })
    expect(judged.pages.map(({ name, statuses }) => [name, statuses])).toEqual([['Accueil', { '1.1': 'C', '12.6': 'NA' }], ['Contact', { '1.1': 'NC', '12.6': 'NA' }]])
  })

  test('may have themes, ranks, small letters, semicolons, and comments after a bar', () => {
    const judged = readAraCsv(bytes('Thématiques;Critères;Accueil\n1;1;nc|Le logo n’a pas de texte\n1;2;\n'), rgaaGrid)
    expect(judged.pages[0]).toMatchObject({ statuses: { '1.1': 'NC', '1.2': 'NT' }, remarks: { '1.1': { comment: 'Le logo n’a pas de texte' } } })
  })

  test('comes back as it was written', () => {
    const pages = [page('accueil', { ...all('C'), '4.10': 'NC' }), page('contact', all('NA'))]
    const judged = readAraCsv(bytes(araCsv({ pages, transverse: null }, rgaaGrid)), rgaaGrid)
    expect(judged.pages.map(({ statuses }) => statuses)).toEqual(pages.map(({ statuses }) => statuses))
  })

  test.each([
    ['an unknown status', 'Critères,Accueil\n1.1,peut-être\n', /Ligne 2.*peut-être/],
    ['an unknown criterion', 'Critères,Accueil\n1.42,C\n', /1\.42.*RGAA 4\.1\.2/],
    ['a criterion written twice', 'Critères,Accueil\n1.1,C\n1.1,NC\n', /1\.1 est écrit deux fois/],
    ['no column of criteria', 'Nom,Accueil\n1.1,C\n', /Critères/],
    ['no page', 'Critères\n1.1\n', /page/],
  ])('is refused for %s, with its line', (_why, text, message) => { expect(() => readAraCsv(bytes(text), rgaaGrid)).toThrow(message) })

  test('gives no spreadsheet a formula to run', () => expect(araCsv({ pages: [page('=1+1', {})], transverse: null }, rgaaGrid)).toContain("'=1+1"))
})

describe('a grid in the shape of the official one', () => {
  const remarks = { '1.1': { exempt: true, toChange: 'Ajouter un texte au logo.', comment: '=HYPERLINK("x")' } }
  const exported = rgaaGridOds('Portail', [page('accueil', { ...all('NT'), '1.1': 'NC', '2.1': 'NA', '4.10': 'NC' }, remarks), page('contact', all('NT'))], rgaaGrid)

  test('has the sheets and the columns of the model', () => {
    const workbook = read(exported)
    // The library leaves the apostrophe of a sheet's name escaped when it reads it.
    expect(workbook.SheetNames.map((name) => name.replace('&apos;', "'"))).toEqual(["Mode d'emploi", 'Échantillon', 'Critères', 'Synthèse', 'BaseDeCalcul', 'P01', 'P02'])
    const rows = utils.sheet_to_json<string[]>(workbook.Sheets['P01'] ?? {}, { header: 1 })
    expect(rows[3]).toEqual(['Thématique', 'Critère', 'Recommandation', 'Statut', 'Dérogation', 'Modifications à apporter', 'Commentaires'])
    expect(rows).toHaveLength(110)
  })

  test('comes back as it was written, names, addresses and remarks included, and gives no rate while it is not filled', () => {
    const judged = readRgaaGrid(exported, rgaaGrid)
    expect(judged.pages).toEqual([page('accueil', { ...all('NT'), '1.1': 'NC', '2.1': 'NA', '4.10': 'NC' }, remarks), page('contact', all('NT'))])
    expect(conformityOf(judged, rgaaGrid)).toEqual({ state: 'partial', untestedCriteria: 106 })
  })

  test('once filled by a person in a spreadsheet, is imported with its rate', () => {
    const workbook = read(exported)
    for (const id of ['P01', 'P02']) {
      const sheet = workbook.Sheets[id] ?? {}
      for (let row = 5; row <= 110; row += 1) if (sheet[`D${row}`].v === 'NT') sheet[`D${row}`] = { t: 's', v: 'C' }
    }
    const judged = readRgaaGrid(new Uint8Array(write(workbook, { bookType: 'xlsx', type: 'array' }) as ArrayBuffer), rgaaGrid)
    expect(conformityOf(judged, rgaaGrid)).toMatchObject({ state: 'rated', share: { conforming: 104, applicable: 106 } })
  })

  test('is read when a spreadsheet took the numbers of the criteria for figures', () => {
    const rows = [['Thématique', 'Critère', 'Recommandation', 'Statut'], ...numbers.map((number) => ['', Number(number), '', 'C'])]
    const workbook = { SheetNames: ['P01', 'P02'], Sheets: { P01: utils.aoa_to_sheet(rows), P02: utils.aoa_to_sheet([['Thématique', 'Critère', 'Recommandation', 'Statut'], ['', '1.1', '', 'NT']]) } }
    const judged = readRgaaGrid(new Uint8Array(write(workbook, { bookType: 'ods', type: 'array' }) as ArrayBuffer), rgaaGrid)
    expect(judged.pages).toHaveLength(1)
    expect(Object.keys(judged.pages[0]?.statuses ?? {})).toEqual(numbers)
  })

  test('is refused with the sheet and the line of what cannot be read', () => {
    const broken = (rows: string[][]) => new Uint8Array(write({ SheetNames: ['P01'], Sheets: { P01: utils.aoa_to_sheet(rows) } }, { bookType: 'ods', type: 'array' }) as ArrayBuffer)
    expect(() => readRgaaGrid(broken([['Critère', 'Statut'], ['1.1', 'oui']]), rgaaGrid)).toThrow(/P01, ligne 2.*oui/)
    expect(() => readRgaaGrid(broken([['Rien']]), rgaaGrid)).toThrow(/P01.*Critère/)
    expect(() => readRgaaGrid(bytes('PK'), rgaaGrid)).toThrow(/classeur/)
  })
})
