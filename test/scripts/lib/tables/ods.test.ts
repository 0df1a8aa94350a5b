import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readWorkbookSheets, readWorkbookTable, walkWorkbook } from '#effects/tables/workbook'

/** An ODS of these sheets, whose XML is written as LibreOffice writes it. */
function ods(sheets: string, before = ''): Uint8Array {
  const content = `<?xml version="1.0" encoding="UTF-8"?><office:document-content><office:automatic-styles><style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>${before}${sheets}</office:spreadsheet></office:body></office:document-content>`
  return zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'), 'Pictures/x.png': strToU8('x'.repeat(50_000)), 'content.xml': strToU8(content), 'META-INF/manifest.xml': strToU8('<manifest/>') })
}
const sheet = (rows: string, name = 'Parc', style = 'ta1'): string => `<table:table table:name="${name}" table:style-name="${style}"><table:table-column/>${rows}</table:table>`
const row = (cells: string, attributes = ''): string => `<table:table-row ${attributes}>${cells}</table:table-row>`
const text = (words: string, attributes = ''): string => `<table:table-cell office:value-type="string" ${attributes}><text:p>${words}</text:p></table:table-cell>`
const typed = (attributes: string, shown = ''): string => `<table:table-cell ${attributes}><text:p>${shown}</text:p></table:table-cell>`
const cells = (bytes: Uint8Array): string[][] => readWorkbookTable(bytes).rows.map((each) => each.cells)
const oneRow = (...of: string[]): string[] => cells(ods(sheet(row(of.join('')))))[0] ?? []

describe('a cell of an ODS', () => {
  it.each([
    ['a text on two lines, with spaces and an accent', '<table:table-cell office:value-type="string"><text:p>Écran<text:s text:c="2"/><text:span>24&#8221;</text:span></text:p><text:p>HP &amp; <![CDATA[Co]]></text:p></table:table-cell>', 'Écran 24”\nHP & Co'],
    ['a day', typed('office:value-type="date" office:date-value="2021-03-12T08:00:00"', '12/03/21'), '2021-03-12'],
    ['a number, whatever is shown of it', typed('office:value-type="float" office:value="1234.5"', '1 235'), '1234.5'],
    ['a code with leading zeros', typed('office:value-type="float" office:value="1234"', '01234'), '01234'],
    ['a code that lost its last digits', typed('office:value-type="float" office:value="1.23456789012346E+17"', '123456789012346000'), '1.23456789012346e+17'],
    ['a price', typed('office:value-type="currency" office:currency="EUR" office:value="900"', '900,00 €'), '900'],
    ['yes', typed('office:value-type="boolean" office:boolean-value="true"', 'VRAI'), 'oui'],
    ['a formula', typed('table:formula="of:=[.A1]" office:value-type="float" office:value="3"', '3'), '3'],
    ['a formula that was never calculated', typed('table:formula="of:=YEAR(TODAY())" office:value-type="float" office:value="0"', '0'), '#N/A'],
    ['a formula in error', typed('table:formula="of:=[.#REF!]" office:value-type="string" office:string-value="" calcext:value-type="error"', '#REF!'), '#REF!'],
    ['a text beside which somebody left a comment', '<table:table-cell office:value-type="string"><office:annotation><dc:creator>Honorine</dc:creator><text:p>vu avec Régis</text:p></office:annotation><draw:frame><draw:text-box><text:p>dessin</text:p></draw:text-box></draw:frame><text:p>PC</text:p></table:table-cell>', 'PC'],
  ])('gives %s', (_what, cell, said) => {
    expect(oneRow(text('avant'), cell, text('après'))).toEqual(['avant', said, 'après'])
  })

  it('keeps its column after blank ones, repeated or not', () => {
    expect(oneRow('<table:table-cell table:number-columns-repeated="3"/>', text('x', 'table:number-columns-repeated="2"'), '<table:covered-table-cell/>', text('y'), '<table:table-cell table:number-columns-repeated="16378"/>')).toEqual(['', '', '', 'x', 'x', '', 'y'])
  })

  it('says the same on each of the lines over which it is merged, but for a number', () => {
    const merged = sheet([
      row(text('PC') + text('Écoles', 'table:number-rows-spanned="3" table:number-columns-spanned="1"') + typed('office:value-type="float" office:value="5" table:number-rows-spanned="3"', '5')),
      row(`${text('Écran')}<table:covered-table-cell/><table:covered-table-cell/>`), row(`${text('PC')}<table:covered-table-cell/>`), row(text('Tour')),
    ].join(''))
    expect(cells(ods(merged))).toEqual([['PC', 'Écoles', '5'], ['Écran', 'Écoles'], ['PC', 'Écoles'], ['Tour']])
    expect(readWorkbookTable(ods(merged)).notes).toEqual([{ line: 1, message: 'Cellules fusionnées, lues sur chacune de leurs lignes (lignes 1 à 3).' }])
  })
})

describe('a sheet of an ODS', () => {
  it('keeps the number of each line, and tells those that a filter hides', () => {
    const table = readWorkbookTable(ods(sheet(`<table:table-header-rows>${row(text('Type'))}</table:table-header-rows>${row('<table:table-cell/>', 'table:number-rows-repeated="1000"')}${row(text('PC'), 'table:number-rows-repeated="2" table:visibility="filter"')}${row(text('Écran'))}`)))
    expect(table.rows.map(({ line, cells: [type] }) => [line, type])).toEqual([[1, 'Type'], [1002, 'PC'], [1003, 'PC'], [1004, 'Écran']])
    expect(table.notes).toEqual([{ line: 1002, message: expect.stringMatching(/masquées.*\(lignes 1002, 1003\)/) }])
  })

  it('is the first visible one where something is written, and the others are told', () => {
    const book = ods(sheet(row('<table:table-cell/>'), 'Vide') + sheet(row(text('cachée')), 'Cachée', 'ta2') + sheet(row(text('PC')), 'Parc') + sheet(row(text('Écran')), 'Écrans'))
    expect(readWorkbookTable(book)).toMatchObject({ rows: [{ cells: ['PC'] }], notes: [{ message: expect.stringMatching(/1 autre à part/) }] })
    expect(readWorkbookTable(book, 'Cachée')).toMatchObject({ rows: [{ cells: ['cachée'] }], notes: [] })
    expect(() => readWorkbookTable(book, 'Serveurs')).toThrow(expect.objectContaining({ message: expect.stringContaining('« Serveurs »'), mend: expect.stringMatching(/« sheet » .* ses 4 feuilles/) }))
    expect(() => readWorkbookTable(book, 'Serveurs')).toThrow(expect.not.objectContaining({ mend: expect.stringContaining('Cachée') }))
    expect(readWorkbookSheets(book).map(({ name, rows }) => [name, rows.length])).toEqual([['Vide', 0], ['Cachée', 1], ['Parc', 1], ['Écrans', 1]])
  })

  it('does not hold what tracked changes remember', () => {
    const before = `<table:tracked-changes><table:cell-content-change><table:previous>${text('ancien')}</table:previous></table:cell-content-change></table:tracked-changes>`
    expect(cells(ods(sheet(row(text('PC'))), before))).toEqual([['PC']])
  })

  it('is told row by row, however long, without being held', () => {
    let [rows, last] = [0, 0]
    walkWorkbook(ods(sheet(row(text('PC', 'table:number-columns-repeated="9"'), 'table:number-rows-repeated="300000"')))).walk(({ line }) => { rows += 1; last = line })
    expect([rows, last]).toEqual([300_000, 300_000])
  })

  it.each([
    ['a cell repeated past the last column', row(text('x', 'table:number-columns-repeated="4000000000"'))],
    ['a row repeated past the last line', row(text('x'), 'table:number-rows-repeated="4000000000"')],
    ['more cells than any inventory has', Array.from({ length: 30 }, () => row(text('x', 'table:number-columns-repeated="16000"'), 'table:number-rows-repeated="100"')).join('')],
  ])('is refused before it fills the memory: %s', (_what, rows) => {
    expect(() => { walkWorkbook(ods(sheet(rows))).walk(() => undefined) }).toThrow(expect.objectContaining({ name: 'UsageError', message: expect.stringContaining('trop de cellules') }))
  })

  it('is refused before it fills the memory: one text without an end', () => {
    expect(() => { walkWorkbook(ods(sheet(row(text('x'.repeat(40_000_000)))))).walk(() => undefined) }).toThrow(/trop gros une fois décompressé/)
  })

  it.each([['paragraphs', '<text:p/>', 1_100_000], ['spaces', '<text:s/>', 1_100_000]])('is refused before it fills the memory: a cell of a million %s', (_what, element, count) => {
    const cell = `<table:table-cell office:value-type="string"><text:p>${element === '<text:s/>' ? element.repeat(count) : ''}</text:p>${element === '<text:p/>' ? element.repeat(count) : ''}</table:table-cell>`
    expect(() => { walkWorkbook(ods(sheet(row(cell)))).walk(() => undefined) }).toThrow(/trop gros une fois décompressé/)
  })

  it('names the first merged cells and counts the others', () => {
    const merged = Array.from({ length: 30 }, () => row(text('PC') + text('Écoles', 'table:number-rows-spanned="2"')) + row(`${text('PC')}<table:covered-table-cell/>`)).join('')
    expect(readWorkbookTable(ods(sheet(merged))).notes).toEqual([{ line: 1, message: expect.stringMatching(/lignes 1 à 2, 3 à 4, .*39 à 40 et 10 autres/) }])
  })

  it.each([
    ['whose XML is broken', ods('<table:table><table:table-row></table:table>')],
    ['whose XML stops in the middle', zipSync({ 'content.xml': strToU8('<office:document-content><office:body>') })],
    ['whose elements never end', ods('<a>'.repeat(100_000))],
    ['that is not UTF-8', zipSync({ 'content.xml': Uint8Array.of(0x3c, 0xff, 0xfe) })],
  ])('is refused in one sentence: a file %s', (_what, bytes) => {
    expect(() => readWorkbookTable(bytes)).toThrow(expect.objectContaining({ name: 'UsageError', message: expect.stringContaining('illisible') }))
  })
})
