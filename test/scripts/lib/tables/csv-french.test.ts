import { describe, expect, it } from 'vitest'
import { findColumns, fold, frenchDay, frenchNumber, frenchYesNo, isScientific, readTable, sniffSeparator } from '#effects/tables/csv-french'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('the separator', () => {
  it('is the semicolon even where decimal commas outnumber it', () => {
    expect(sniffSeparator('a;b;c\n1,5;2,5;3,5\n1,25;2,25;3,25\n')).toBe(';')
  })

  it('is not looked for inside quotes', () => {
    expect(sniffSeparator('a,b\n"x;y;z\n;",2\n"p;q",3\n')).toBe(',')
  })

  it('is the comma of a comma-separated file in which one text has a semicolon', () => {
    expect(sniffSeparator('a,b\nx; y,1\nz,2\nt,3\n')).toBe(',')
  })

  it('may be a tab', () => {
    expect(sniffSeparator('a\tb\n1,5\t2\n')).toBe('\t')
  })
})

describe('a table', () => {
  it('keeps the line of each row, sets blank ones apart and drops the empty cells at the end', () => {
    const table = readTable(bytes('a;b\r\n1;2;;;;\r\n;;;;\r\n\r\n"x;\ny";3\r\n'))
    expect(table).toMatchObject({ separator: ';', encoding: 'utf-8' })
    expect(table.rows).toEqual([{ line: 1, cells: ['a', 'b'], written: 2 }, { line: 2, cells: ['1', '2'], written: 6 }, { line: 6, cells: ['x;\ny', '3'], written: 2 }])
    expect(table.blankLines).toEqual([3, 4])
  })

  it('with a quote that never closes says on which line', () => {
    expect(() => readTable(bytes('a;b\n1;2\n"x;3\n4;5\n'))).toThrow(/ligne \d/)
  })
})

describe('a number written in French', () => {
  it.each([
    ['1 234,56', 1234.56], ['1\u00a0234,5', 1234.5], ['1\u202f234\u202f567', 1234567], ['12,50 €', 12.5], ['1.234,5', 1234.5],
    ['1.234.567,8', 1234567.8], ['3.5', 3.5], ['-2', -2], ['152,3 kWh', 152.3], ['0', 0],
  ])('%s', (text, value) => {
    expect(frenchNumber(text)).toBe(value)
  })

  it.each(['', 'néant', '12 bis', '1,2,3', '5,52178E+13', '0x1F', 'Infinity', '12/05/2020'])('%s is not one', (text) => {
    expect(frenchNumber(text)).toBeNull()
  })
})

describe('a code that a spreadsheet took for a number', () => {
  it('is recognised', () => {
    expect(['5,52178E+13', '1.2e+11', '21999901200019', 'E13', '1E'].map(isScientific)).toEqual([true, true, false, false, false])
  })
})

describe('a day written in French', () => {
  it.each([
    ['31/12/2024', '2024-12-31'], ['1/2/2020', '2020-02-01'], ['29/02/24', '2024-02-29'], ['15/06/98', '1998-06-15'], ['05-03-2019', '2019-03-05'],
    ['2019-03-05', '2019-03-05'], ['2019/03/05', '2019-03-05'], ['20190305', '2019-03-05'], ['2019-03-05T10:00:00+01:00', '2019-03-05'], ['31/12/2024 08:30', '2024-12-31'], ['43831', '2020-01-01'], ['43831,75', '2020-01-01'],
  ])('%s', (text, day) => {
    expect(frenchDay(text)).toBe(day)
  })

  it.each(['31/02/2020', '12/31/2024', '2020-13-01', '20201301', '2019-03/05', '00/00/0000', '12345', '99999', 'hier', '', '2020'])('%s is not one', (text) => {
    expect(frenchDay(text)).toBeNull()
  })
})

describe('a yes or a no', () => {
  it('is read in the usual ways, and nothing else is guessed', () => {
    expect(['Oui', 'o', 'X', '1', 'VRAI'].map(frenchYesNo)).toEqual([true, true, true, true, true])
    expect(['Non', 'n', '0', 'Faux'].map(frenchYesNo)).toEqual([false, false, false, false])
    expect(['', 'peut-être', '2'].map(frenchYesNo)).toEqual([null, null, null])
  })
})

describe('column names', () => {
  const names = { serial: ['N° de série'], purchase: ['Date d’achat'], service: ['Service'] }

  it('are found without accents, case, spaces or the right apostrophe', () => {
    expect(findColumns(['N° DE SERIE', "date d'achat"], names).columns).toEqual({ serial: 0, purchase: 1 })
    expect(findColumns(['dateDAchat'], names).columns).toEqual({ purchase: 0 })
  })

  it('of the surest name win over those of a vaguer one that comes before', () => {
    expect(findColumns(['Désignation', 'Modèle'], { model: ['Modèle', 'Désignation'] })).toEqual({ columns: { model: 1 }, repeated: ['model'] })
  })

  it('given twice are read once, from the first', () => {
    expect(findColumns(['Service', 'x', 'SERVICE'], names)).toEqual({ columns: { service: 0 }, repeated: ['service'] })
  })

  it('fold ligatures too', () => {
    expect(fold('  Mise en œuvre – Été ')).toBe('mise en oeuvre ete')
  })
})
