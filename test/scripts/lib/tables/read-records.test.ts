import { utils, write } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { amount, frenchPeriod, list, period, text } from '#effects/tables/column'
import { readRecords } from '#effects/tables/read-records'

const columns = { name: text.needed(['nom', 'libellé']), on: period(['période']), euros: amount(['montant']), tags: list(['mots']) }
const read = (content: string | Uint8Array, own: Record<string, string> = {}) => readRecords(typeof content === 'string' ? new TextEncoder().encode(content) : content, columns, { from: 'essai.csv', columns: own })

describe('a table as people keep it', () => {
  it('is read whatever its separator, its encoding, its titles and its totals', () => {
    const bytes = Uint8Array.from('Suivi 2026\r\nLibellé;Période;Montant\r\nAtelier;11/2026;1\u00a0234,50 €\r\n;;\r\nTOTAL;;1 234,50\r\n', (c) => (c === '€' ? 0x80 : c.charCodeAt(0)))
    const { lines, notes, read: how } = read(bytes)
    expect(lines).toEqual([{ line: 3, record: { name: 'Atelier', on: '2026-11', euros: 1234.5, tags: null } }])
    expect(how).toMatchObject({ encoding: 'windows-1252', separator: ';' })
    expect(notes.map(({ message }) => message).join(' ')).toMatch(/windows-1252.*titre.*vide.*total/s)
  })

  it('is read from a workbook and from JSON as from CSV', () => {
    const sheet = utils.aoa_to_sheet([['Nom', 'Période', 'Montant', 'Mots'], ['Atelier', '2026', 12.5, 'a|b']])
    const workbook = new Uint8Array(write({ SheetNames: ['x'], Sheets: { x: sheet } }, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
    const expected = { name: 'Atelier', on: '2026', euros: 12.5, tags: ['a', 'b'] }
    expect(read(workbook).lines.map(({ record }) => record)).toEqual([expected])
    expect(read(JSON.stringify({ results: [{ nom: 'Atelier', période: '2026', montant: 12.5, mots: ['a', 'b'] }] })).lines.map(({ record }) => record)).toEqual([expected])
  })

  it('refuses a line it cannot read whole, says which column and how to write it, and quotes no cell', () => {
    const { lines, rejected } = read('nom;montant\nAtelier;douze\n;3\nAliénor Quatrevaux;1;2\n')
    expect(lines).toEqual([])
    expect(rejected.map(({ line, reason }) => [line, reason])).toEqual([[2, '« montant » illisible'], [3, '« nom » vide'], [4, expect.stringContaining('3 cellules au lieu de 2')]])
    expect(JSON.stringify(rejected)).not.toMatch(/douze|Quatrevaux/)
  })

  it('says which column it misses, and takes the header that a person names', () => {
    expect(() => read('intitulé;montant\nAtelier;3\n')).toThrow(/« nom » \(name\)/)
    expect(read('intitulé;montant\nAtelier;3\n', { name: 'intitulé' }).lines).toHaveLength(1)
    expect(() => read('nom;montant\nAtelier;3\n', { euros: 'prix' })).toThrow(/« prix »/)
  })

  it('knows whether a column is there at all, which is not the same as empty', () => {
    expect([read('nom;montant\nA;\n').has('euros'), read('nom;x\nA;1\n').has('euros')]).toEqual([true, false])
  })
})

describe('a period', () => {
  it('is a year, a month or a day, as French people write them', () => {
    expect(['2026', '11/2026', '2026-11', 'novembre 2026', 'févr. 2026', '01/10/2026', '12 mars 2026', '1er mai 26', 'déc-25', '13/2026', '31 février 2026', 'jui 2026', 'printemps 2026', '20'].map(frenchPeriod))
      .toEqual(['2026', '2026-11', '2026-11', '2026-11', '2026-02', '2026-10-01', '2026-03-12', '2026-05-01', '2025-12', null, null, null, null, null])
  })
})
