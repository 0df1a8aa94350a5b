import { describe, expect, it } from 'vitest'
import { decode, encodingNotes } from '#effects/tables/encoding'
import { readTable } from '#effects/tables/csv-french'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
/** « Modèle;État;Année⏎Écran;Réformé;été », as each program of Excel and of the offices saves it. */
const saved: readonly (readonly [string, readonly string[]])[] = [
  ['windows-1252', ['Mod', '\u00e8', 'le;', '\u00c9', 'tat\n', '\u00c9', 'cran;R', '\u00e9', 'form', '\u00e9']],
  ['ibm850', ['Mod', '\u008a', 'le;', '\u0090', 'tat\n', '\u0090', 'cran;R', '\u0082', 'form', '\u0082']],
  ['macintosh', ['Mod', '\u008f', 'le;', '\u0083', 'tat\n', '\u0083', 'cran;R', '\u008e', 'form', '\u008e']],
]

describe('the encoding of a French file', () => {
  it('is UTF-8 when it can be, with or without its mark', () => {
    expect(decode(bytes('\ufeffété'))).toEqual({ text: 'été', encoding: 'utf-8' })
    expect(decode(bytes('été'))).toEqual({ text: 'été', encoding: 'utf-8' })
  })

  it('is windows-1252 otherwise, with its euro, its œ and its apostrophe', () => {
    expect(decode(Uint8Array.of(0x80, 0x9c, 0x92, 0xe9))).toEqual({ text: '€œ’é', encoding: 'windows-1252' })
  })

  it('stays windows-1252 when its only letters past ASCII are the points of a sentence left open', () => {
    expect(decode(Buffer.from('Prises;PC\u0085', 'latin1'))).toEqual({ text: 'Prises;PC…', encoding: 'windows-1252' })
  })

  it.each(saved)('may be %s, told by the accented letters of French, and the report says so', (encoding, parts) => {
    const raw = Buffer.from(parts.join(''), 'latin1')
    const table = readTable(raw)
    expect(table.encoding).toBe(encoding)
    expect(table.rows.map(({ cells }) => cells)).toEqual([['Modèle', 'État'], ['Écran', 'Réformé']])
    expect(encodingNotes(table.encoding)).toEqual([{ line: null, message: expect.stringMatching(/n’est pas en UTF-8/) }])
  })

  it.each([
    ['little-endian, with its mark', 'utf-16le', true], ['little-endian, without', 'utf-16le', false],
    ['big-endian, with its mark', 'utf-16be', true], ['big-endian, without', 'utf-16be', false],
  ] as const)('is UTF-16, %s', (_how, encoding, marked) => {
    const little = Buffer.from(`${marked ? '\ufeff' : ''}Modèle;État\nÉcran;été`, 'utf16le')
    const table = readTable(encoding === 'utf-16le' ? little : Buffer.from(little).swap16())
    expect(table).toMatchObject({ encoding, rows: [{ cells: ['Modèle', 'État'] }, { cells: ['Écran', 'été'] }] })
    expect(encodingNotes(table.encoding)).toEqual([])
  })
})
