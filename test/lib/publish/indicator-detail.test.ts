import { describe, expect, it } from 'vitest'
import type { Breakdown } from '#model/indicator'
import { splitIndicator } from '#lib/publish/indicator-detail'
import { aPoint } from '../../published-builders.ts'

const series = (count: number) => Array.from({ length: count }, (_, index) => aPoint(String(2000 + index), index))
const aTable = (id: string, rows: number): Breakdown => ({ id, title: id, columns: [{ key: 'a', label: 'A' }, { key: 'b', label: 'B' }], rows: Array.from({ length: rows }, () => ({ a: 1, b: 2 })) })
const ids = (tables: readonly Breakdown[]) => tables.map(({ id }) => id)

describe('the page of a figure', () => {
  it('holds the twelve latest values; a longer series has a page of its own', () => {
    expect(splitIndicator({ series: series(12), breakdowns: [] })).toMatchObject({ detailed: false })
    const long = splitIndicator({ series: series(36), breakdowns: [] })
    expect([long.detailed, long.points.length, long.points.at(-1)?.period]).toEqual([true, 12, '2035'])
  })

  it('holds small tables, and leaves long ones to the page of its detail', () => {
    const { here, elsewhere, detailed } = splitIndicator({ series: series(1), breakdowns: [aTable('long', 40), aTable('short', 5), aTable('other', 5)] })
    expect([ids(here), ids(elsewhere), detailed]).toEqual([['short', 'other'], ['long'], true])
  })

  it('never holds more cells than it has room for, however many tables there are', () => {
    expect(ids(splitIndicator({ series: [], breakdowns: [aTable('a', 20), aTable('b', 20)] }).elsewhere)).toEqual(['b'])
  })
})
