import { readFileSync } from 'node:fs'
import { CFB, utils, write, type BookType, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import csv from '#connectors/inventory-csv'
import inventory from '#connectors/inventory-xlsx'
import { loadFactorBook } from '#effects/territory/factors'
import type { Parsed } from '#lib/define'
import type { FactorBook } from '#model/factor'
import { ImportReport, Source } from '#model/source'
import { Territory } from '#model/territory'

const territory = Territory.parse({
  id: 'essai', name: 'Essai', contact: { email: 'a@b.example', function: 'DSI' },
  organisations: [{ id: 'ville', name: 'Ville', kind: 'commune' }, { id: 'ecoles', name: 'Écoles', kind: 'direction' }],
})
const source = Source.parse({ id: 'parc', name: 'Parc', connector: 'inventory-xlsx', organisation: 'ville', cadence: 'yearly', settings: {} })
let factors: FactorBook
beforeAll(async () => { factors = await loadFactorBook() })

const context = () => ({ source, territory, at: '2026-11-22T00:00:00Z', factors })
const parse = (raw: Uint8Array, settings: object = {}): Parsed =>
  inventory.parse(raw, inventory.settings.parse({ file: 'parc.xlsx', asOf: '2026-10-31', ...settings }), context())

const fixture = (name: string): Uint8Array => readFileSync(new URL(`../../fixtures/inventories/${name}`, import.meta.url))
const bytesOf = (workbook: WorkBook, bookType: BookType = 'xlsx'): Uint8Array => new Uint8Array(write(workbook, { type: 'array', bookType }))
const sheetOf = (rows: unknown[][]): WorkSheet => utils.aoa_to_sheet(rows)
const bookOf = (...sheets: [string, WorkSheet][]): WorkBook => {
  const workbook = utils.book_new()
  for (const [name, sheet] of sheets) utils.book_append_sheet(workbook, sheet, name)
  return workbook
}
const HEADER = ['Type', 'Modèle', 'N° de série', 'Service', 'Date d’achat', 'Quantité']
const parc = (...rows: unknown[][]): Uint8Array => bytesOf(bookOf(['Parc', sheetOf([HEADER, ...rows])]))

/** The same bytes with one part of the archive rewritten. */
function rewritten(bytes: Uint8Array, part: string, change: (xml: string) => string): Uint8Array {
  const parts = unzipSync(bytes)
  const before = strFromU8(parts[part] ?? new Uint8Array())
  if (change(before) === before) throw new Error(`nothing to rewrite in ${part}`)
  return zipSync({ ...parts, [part]: strToU8(change(before)) })
}

/** What Excel saves with a password: a compound file whose package is encrypted ([MS-OFFCRYPTO] 2.3.4). */
function protectedExcel(): Uint8Array {
  const container = CFB.utils.cfb_new()
  CFB.utils.cfb_add(container, '/EncryptedPackage', Buffer.alloc(4_096, 7))
  return Uint8Array.from(CFB.write(container, { type: 'buffer' }))
}

const years = ({ observations }: Parsed) => observations.filter(({ metric }) => metric === 'fleet.devices').map(({ dimensions, value }) => [dimensions['type'], dimensions['purchaseYear'], value])
/** Without what every small table of these tests lacks: test/scripts/connectors/inventory-csv.test.ts holds that. */
const messages = ({ report }: Parsed) => report.notes.filter(({ message }) => !message.startsWith('Aucune colonne reconnue')).map(({ line, message }) => `${line ?? '-'} ${message}`)

describe('one fleet saved by LibreOffice', () => {
  it.each(['parc.ods', 'parc.xlsx', 'parc.xls'])('gives from %s the very observations of its CSV', (name) => {
    const fromCsv = csv.parse(fixture('parc.csv'), csv.settings.parse({ file: 'parc.csv', asOf: '2026-10-31' }), context())
    const fromWorkbook = parse(fixture(name))
    expect(fromWorkbook.observations).toEqual(fromCsv.observations)
    expect(fromWorkbook.observations.reduce((sum, { metric, value }) => sum + (metric === 'fleet.devices' ? value ?? 0 : 0), 0)).toBe(19)
    expect(fromWorkbook.report).toMatchObject({ kept: 8, rejected: [], duplicates: [] })
    ImportReport.parse(fromWorkbook.report)
  })

  it('has its title, total, merged cell, hidden row and broken formula told by line', () => {
    expect(messages(parse(fixture('parc.xlsx')))).toEqual([
      '1 Ligne de titre, mise à part.', expect.stringMatching(/^4 Cellules fusionnées.* \(lignes 4 à 6\)/), expect.stringMatching(/^7 Lignes masquées.*\(ligne 7\)/),
      expect.stringMatching(/^9 Cellule en erreur.*corrigez la formule.*ligne 9/), '12 Ligne de total, mise à part.',
    ])
  })

  it.each(['parc.ods', 'parc.xlsx', 'parc.xls'])('lets no person, serial or SIRET of %s out', (name) => {
    const { observations, report } = parse(fixture(name))
    expect(JSON.stringify([observations, report])).not.toMatch(/vieillefosse|tourtereau|courtepaille|ygrebois|DE7BXZE8CW|BRCAGFZMME|2199990/i)
  })
})

describe('the cells of a workbook', () => {
  const dated = (serial: number, date1904: boolean): Uint8Array => {
    const sheet = sheetOf([HEADER, ['PC', 'X', 'A1', 'Ville', '', 1]])
    const cell: CellObject = { t: 'n', v: serial, z: 'dd/mm/yyyy' }
    sheet['E2'] = cell
    return bytesOf({ ...bookOf(['Parc', sheet]), Workbook: { WBProps: { date1904 } } })
  }
  it.each([[43_831, false], [42_369, true]])('read day %i as 1 January 2020 in the calendar of the workbook (1904: %s)', (serial, date1904) => {
    expect(years(parse(dated(serial, date1904)))).toEqual([['desktop', '2020', 1]])
  })

  it('may be numbers and dates kept as text', () => {
    expect(years(parse(parc(['PC', 'X', 'A1', 'Ville', '01/02/2020', '3'], ['PC', 'X', 'A2', 'Ville', '2020', ' 2 '])))).toEqual([['desktop', '2020', 5]])
  })

  it('keep as two devices those whose serials lost their last digits', () => {
    const parsed = parse(parc(['PC', 'X', 123456789012345678, 'Ville', 2020, 1], ['PC', 'X', 123456789012345678, 'Ville', 2020, 1]))
    expect(parsed.report).toMatchObject({ kept: 2, duplicates: [] })
    expect(messages(parsed)).toEqual([expect.stringContaining('notation scientifique')])
  })

  it('reject a line whose quantity is in error rather than count one device', () => {
    const bytes = rewritten(parc(['PC', 'X', 'A1', 'Ville', 2020, 4]), 'xl/worksheets/sheet1.xml', (xml) => xml.replace(/<c r="F2".*?<\/c>/, '<c r="F2" t="e"><f>#REF!</f><v>#REF!</v></c>'))
    expect(parse(bytes).report).toMatchObject({ kept: 0, rejected: [{ line: 2, reason: expect.stringMatching(/quantité/), mend: expect.stringMatching(/\w/) }] })
  })

  it('say nothing when their formula was never calculated', () => {
    const bytes = rewritten(parc(['PC', 'X', 'A1', 'Ville', 2020, 1]), 'xl/worksheets/sheet1.xml', (xml) => xml.replace(/<c r="E2".*?<\/c>/, '<c r="E2"><f>YEAR(TODAY())</f></c>'))
    const parsed = parse(bytes)
    expect(years(parsed)).toEqual([['desktop', 'unknown', 1]])
    expect(messages(parsed)).toEqual([expect.stringMatching(/^2 Cellule en erreur/)])
  })

  it('may head two lines, merged over several columns or both', () => {
    const header = sheetOf([
      ['Inventaire du parc', null, null, null, null, null], ['Matériel', null, null, 'Achat', null, 'Service'], ['Type', 'Modèle', 'N° de série', 'Montant', 'Date', null],
      ['PC portable', 'X', 'A1', 2019, '2021-03-12', 'Écoles'], ['Douchette', 'Y', 'A2', 2019, '2020-01-01', 'Ville'],
    ])
    header['!merges'] = ['A1:F1', 'A2:C2', 'D2:E2', 'F2:F3'].map((range) => utils.decode_range(range))
    const parsed = parse(bytesOf(bookOf(['Parc', header])))
    expect(years(parsed).sort()).toEqual([['laptop', '2021', 1], ['unknown', '2020', 1]])
    expect(parsed.observations.map(({ subject }) => subject).sort()).toEqual(['ecoles', 'ville'])
    expect(messages(parsed)).toEqual(expect.arrayContaining(['1 Ligne de titre, mise à part.', '3 En-têtes répétés ou sur deux lignes, mis à part.']))
  })

  it('may hold a remark right of the headers', () => {
    expect(parse(parc(['PC', 'X', 'A1', 'Ville', 2020, 1, 'à revoir'])).report.kept).toBe(1)
  })

  it('are not summed twice when a quantity is merged over several lines', () => {
    const sheet = sheetOf([HEADER, ['PC', 'X', 'A1', 'Écoles', 2020, 5], ['PC', 'X', 'A2', null, 2020, null]])
    sheet['!merges'] = [utils.decode_range('F2:F3'), utils.decode_range('D2:D3')]
    const parsed = parse(bytesOf(bookOf(['Parc', sheet])))
    expect(years(parsed)).toEqual([['desktop', '2020', 6]])
    expect(parsed.observations.map(({ subject }) => subject)).toEqual(['ecoles'])
  })
})

describe('the sheet of an inventory', () => {
  const two = bookOf(['Vide', sheetOf([])], ['PC', sheetOf([HEADER, ['PC', 'X', 'A1', '', '', 1]])], ['Écrans', sheetOf([HEADER, ['Écran', 'Y', 'B1', '', '', 7]])])
  it('is the first where something is written, and the others are told', () => {
    const parsed = parse(bytesOf(two))
    expect(years(parsed)).toEqual([['desktop', 'unknown', 1]])
    expect(messages(parsed)).toEqual([expect.stringMatching(/1 autre à part.*« sheet »/)])
  })

  it('is the one that the settings name', () => {
    expect(years(parse(bytesOf(two, 'ods'), { sheet: 'Écrans' }))).toEqual([['monitor', 'unknown', 7]])
    expect(() => parse(bytesOf(two), { sheet: 'Imprimantes' })).toThrow(/pas de feuille « Imprimantes »/)
  })

  it('is not a hidden one, unless named', () => {
    const hidden = { ...two, Workbook: { Sheets: [{ Hidden: 0 as const }, { Hidden: 1 as const }, { Hidden: 0 as const }] } }
    expect(years(parse(bytesOf(hidden)))).toEqual([['monitor', 'unknown', 7]])
  })
})

describe('a workbook that cannot be read', () => {
  const good = parc(['PC', 'X', 'A1', 'Ville', 2020, 1])
  it.each([
    ['cut in the middle', () => good.slice(0, good.length / 2), /illisible/],
    ['an archive of something else', () => zipSync({ 'photo.jpg': strToU8('x') }), /illisible/],
    ['a picture renamed', () => strToU8('\u0089PNG but named .xlsx'), /pas un classeur/],
    ['a CSV renamed', () => strToU8('Type;Modèle\nPC;X'), /pas un classeur/],
    ['an Excel with a password', protectedExcel, /mot de passe/],
    ['an ODS with a password', () => rewritten(fixture('parc.ods'), 'META-INF/manifest.xml', (xml) => xml.replace('</manifest:manifest>', '<manifest:encryption-data/></manifest:manifest>')), /mot de passe/],
  ])('is refused in one sentence: %s', (_what, bytes, sentence) => {
    expect(() => parse(bytes())).toThrow(expect.objectContaining({ name: 'UsageError', message: expect.stringMatching(sentence), mend: expect.stringMatching(/\w/) }))
  })

  it('is refused before it fills the memory: cells repeated by the billion', () => {
    const bomb = rewritten(fixture('parc.ods'), 'content.xml', (xml) => xml.replace(/<table:table-row[^>]*>/, '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string" table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell>'))
    expect(() => parse(bomb)).toThrow(/trop de cellules/)
  })

  it('reads the sheet that is named, and no other', () => {
    const book = bookOf(['Parc', sheetOf([HEADER, ['PC portable', 'X', 'S1', 'DSI', '2024-01-01', 2]])], ['Autre', sheetOf([['rien']])])
    expect(parse(bytesOf(book), { sheet: 'Parc' }).report).toMatchObject({ kept: 1 })
    expect(() => parse(bytesOf(book), { sheet: 'Absente' })).toThrow(/pas de feuille/)
  })

  it('is refused before it fills the memory: an archive that unpacks a thousand times its size', () => {
    const bytes = Uint8Array.from(good)
    const directory = Buffer.from(bytes).lastIndexOf('PK\u0001\u0002', 'latin1')
    new DataView(bytes.buffer).setUint32(directory + 24, 500_000_000, true)
    expect(() => parse(bytes)).toThrow(/trop gros une fois décompressé/)
  })

  it('is refused before it fills the memory: more cells than an inventory has', () => {
    const row = `<row r="2">${'<c r="A2"/>'.repeat(2_000_001)}</row>`
    expect(() => parse(rewritten(good, 'xl/worksheets/sheet1.xml', (xml) => xml.replace('</sheetData>', `${row}</sheetData>`)))).toThrow(/trop de cellules/)
  })

  it('is refused before it fills the memory: one cell at the far end of every row', () => {
    const rows = Array.from({ length: 700 }, (_, i) => `<row r="${i + 2}"><c r="XFD${i + 2}"><v>1</v></c></row>`).join('')
    expect(() => parse(rewritten(good, 'xl/worksheets/sheet1.xml', (xml) => xml.replace('</sheetData>', `${rows}</sheetData>`)))).toThrow(/trop de cellules/)
  })
})
