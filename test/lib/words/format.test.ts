import { describe, expect, test } from 'vitest'
import { figureOf, formatInterval, formatQuantity, formatShare, scaleOf } from '#lib/words/format'
import type { Unit } from '#model/quantity'

describe('a quantity', () => {
  test.each<[number, Unit, string]>([
    [1_130_000, 'B', '1\u202f100\u00a0ko'],
    [11_300_000, 'B', '11\u00a0Mo'],
    [437_400, 'B', '437\u00a0ko'],
    [27_400, 'B', '27\u00a0ko'],
    [1, 'B', '1\u00a0octet'],
    [0.314, 'g', '310\u00a0mg'],
    [0.00067, 'g', '0,67\u00a0mg'],
    [0, 'g', '0\u00a0g'],
    [1.26, 'g', '1,3\u00a0g'],
    [38, '%', '38\u202f%'],
    [5.44, 'year', '5,4\u00a0ans'],
    [1, 'year', '1\u00a0an'],
    [1.6, 'ratio', '1,60'],
    [51.9, 'g/kWh', '51,9\u00a0gCO2e/kWh'],
    [31, 'g/kWh', '31\u00a0gCO2e/kWh'],
    [412_345, 'kWh', '412\u00a0MWh'],
    [31_500, 'kWh', '31\u202f500\u00a0kWh'],
    [12_500, 'kg', '13\u00a0t'],
    [2_400, 'ms', '2,4\u00a0s'],
    [1204, 'count', '1\u202f204'],
    [0, 'count', '0'],
    [-17.2, '%', '-17\u202f%'],
  ])('%d %s reads %j', (value, unit, written) => {
    expect(formatQuantity(value, unit)).toBe(written)
  })

  test('ends at the same place as its uncertainty', () => {
    expect(formatQuantity(1840, 'count', { low: 1400, high: 2300 })).toBe('1\u202f800')
    expect(formatQuantity(5.44, 'year', { low: 5.1, high: 5.7 })).toBe('5,4\u00a0ans')
    expect(formatQuantity(412.4, 'kg', { low: 411.9, high: 412.9 })).toBe('412,4\u00a0kg')
  })

  test('keeps two significant digits when its uncertainty is wide', () => {
    expect(formatQuantity(12, 't', { low: 4, high: 33 })).toBe('12\u00a0t')
  })

  test('takes the scale of its table when it is given one', () => {
    expect(figureOf(640_000, 'B', undefined, scaleOf('B', 41_000_000))).toEqual({ figure: '0,64', unit: 'Mo' })
    expect(formatQuantity(4500, 'B', undefined, scaleOf('B', 2_100_000))).toBe('4,5\u00a0ko')
  })
})

describe('an interval', () => {
  test('is rounded like the value it surrounds, in its scale', () => {
    expect(formatInterval(5.44, 5.12, 5.68, 'year')).toBe('entre 5,1 et 5,7\u00a0ans')
    expect(formatInterval(11_300_000, 9_800_000, 12_900_000, 'B')).toBe('entre 10 et 13\u00a0Mo')
  })
})

describe('a share', () => {
  test('is never rounded to a whole or to nothing that it is not', () => {
    expect([0, 0.001, 0.5, 0.999, 1].map(formatShare)).toEqual(['0\u202f%', '1\u202f%', '50\u202f%', '99\u202f%', '100\u202f%'])
  })
})

describe('a count', () => {
  test('never has decimals, whatever its margin', () => {
    expect(formatQuantity(2, 'count', { low: 2, high: 3 })).toBe('2')
    expect(formatInterval(2, 2, 3, 'count')).toBe('entre 2 et 3')
  })
})
