import { describe, expect, test } from 'vitest'
import { daysAfter, formatDate, formatPeriod } from '#lib/time/dates'
import { periodLabels } from '#lib/time/period-labels'

describe('a date', () => {
  test('says "1er" for the first of a month, with its day unbroken from its month', () => {
    expect(formatDate('2026-11-01')).toBe('1er\u00a0novembre 2026')
  })

  test('that is a bare day is the same day in every time zone', () => {
    expect(formatDate('2026-11-22', 'day', 'Pacific/Honolulu')).toBe('22\u00a0novembre 2026')
  })

  test('of an instant follows the time zone of the territory', () => {
    expect(formatDate('2026-11-22T23:30:00Z', 'day', 'Europe/Paris')).toBe('23\u00a0novembre 2026')
    expect(formatDate('2026-11-22T23:30:00Z', 'day', 'America/Martinique')).toBe('22\u00a0novembre 2026')
  })

  test('says its hour as it is spoken', () => {
    expect(formatDate('2026-11-22T05:31:00Z', 'instant', 'Europe/Paris')).toBe('22\u00a0novembre 2026 à 6\u00a0h\u00a031')
    expect(formatDate('2026-11-22T22:05:00Z', 'instant', 'Europe/Paris')).toBe('22\u00a0novembre 2026 à 23\u00a0h\u00a005')
  })

  test('so many days after another crosses the end of a year', () => {
    expect(daysAfter('2026-12-20', 45)).toBe('2027-02-03')
  })
})

describe('a period', () => {
  test.each([['2026', '2026', '2026'], ['2026-11', 'novembre\u00a02026', 'nov.\u00a02026'], ['2026-11-22', '22\u00a0novembre 2026', '22\u00a0nov. 2026']])('%s reads %s, or %s', (period, long, short) => {
    expect([formatPeriod(period), formatPeriod(period, 'short')]).toEqual([long, short])
  })
})

describe('the labels under bars', () => {
  test('say the year only where it changes', () => {
    expect(periodLabels(['2025-11-18', '2026-05-19', '2026-11-22'])).toEqual([{ main: 'nov.', year: '2025' }, { main: 'mai', year: '2026' }, { main: 'nov.', year: '' }])
  })

  test('say the day only when two bars share a month', () => {
    expect(periodLabels(['2026-11-01', '2026-11-22']).map(({ main }) => main)).toEqual(['1er\u00a0nov.', '22\u00a0nov.'])
  })

  test('are the years alone for a yearly series', () => {
    expect(periodLabels(['2025', '2026'])).toEqual([{ main: '2025', year: '' }, { main: '2026', year: '' }])
  })
})
