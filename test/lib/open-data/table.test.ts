import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import type { Cell } from '#lib/open-data/column'
import { csvOf } from '#lib/open-data/table'
import { hostile } from '../../fixtures/hostile-strings.ts'

const fileOf = (...cells: Cell[]) => csvOf({ path: 'p', title: 't', fields: [{ name: 'valeur', meaning: '', kind: 'string' }], rows: cells.map((cell) => [cell]) })
const written = (...cells: Cell[]): string[] => fileOf(...cells).split('\r\n').slice(1, -1)

describe('a CSV file', () => {
  test('opens in a French spreadsheet: its mark, semicolons, CRLF and a head', () => {
    expect(csvOf({ path: 'p', title: 't', fields: [{ name: 'site', meaning: '', kind: 'string' }, { name: 'valeur', meaning: '', kind: 'number' }], rows: [['portail', 1.5]] }))
      .toBe('\uFEFFsite;valeur\r\nportail;1,5\r\n')
  })

  test('writes figures whole, with a decimal comma, and a negative one stays a figure', () => {
    expect(written(0.1 + 0.2, -17.25, -3, 1e-7, 412_345)).toEqual(['0,30000000000000004', '-17,25', '-3', '1e-7', '412345'])
  })

  test('writes a text that stands in many cells the same way in each, beside the head', () => {
    expect(csvOf({ path: 'p', title: 't', fields: [{ name: 'a', meaning: '', kind: 'string' }, { name: 'b', meaning: '', kind: 'string' }], rows: [['x;y', '=1'], ['=1', 'x;y'], ['', 'a']] }))
      .toBe('\uFEFFa;b\r\n"x;y";\'=1\r\n\'=1;"x;y"\r\n;a\r\n')
  })

  test('leaves the unknown empty, and writes zero and no', () => {
    expect(parse(fileOf(null, 0, false, true), { bom: true, from_line: 2, skip_empty_lines: false }).flat()).toEqual(['', '0', 'non', 'oui'])
  })

  test.each(['=1+1', '+33 3 88', '-1+1', '@SUM(A1)', '＝1+1', '＋1', '－1', '＠A1', hostile.formula])('never lets a spreadsheet run %j', (text) => {
    expect(parse(fileOf(text), { bom: true, from_line: 2, delimiter: ';' })).toEqual([[`'${text}`]])
  })

  test.each(['\t=1+1', '\r=1+1', ' =1+1', '\u200B=1+1', '\u202E=1+1'])('sees a formula behind what cannot be seen, in %j', (text) => {
    expect(parse(fileOf(text), { bom: true, from_line: 2, delimiter: ';' })).toEqual([["'=1+1"]])
  })

  test('keeps quotes, semicolons and markup as text, without the characters that turn it around', () => {
    const texts = [hostile.markup, hostile.script, hostile.attribute, hostile.template, 'a;b"c']
    expect(parse(fileOf(...texts), { bom: true, from_line: 2, delimiter: ';' }).flat()).toEqual(texts)
    expect(fileOf(hostile.reversed, 'deux\nlignes')).toBe('\uFEFFvaleur\r\nfacturefdp.exe rouge\r\ndeux lignes\r\n')
  })
})
