import { describe, expect, it } from 'vitest'
import { compareDates, datePairs } from '#lib/publish/date-comparison'
import { aPoint, anIndicator } from '../../published-builders.ts'

const pair = { from: '2024', to: '2025' }

describe('two years side by side', () => {
  it('are the last five that have a value, the latest and closest first', () => {
    const years = anIndicator(['2019', '2020', '2021', '2022', '2023', '2024'].map((year) => aPoint(year, 1)))
    const pairs = datePairs([years, anIndicator([aPoint('2026', null)])])
    expect(pairs).toHaveLength(10)
    expect(pairs[0]).toEqual({ from: '2023', to: '2024' })
    expect(pairs.at(-1)).toEqual({ from: '2020', to: '2021' })
  })

  it('are not offered where no figure compares', () => {
    const [old, fresh] = [anIndicator([aPoint('2019', 1), aPoint('2020', 1)]), anIndicator([aPoint('2026', 1)])]
    expect(datePairs([old, fresh])).toEqual([{ from: '2019', to: '2020' }])
  })

  it('compare the last value of each', () => {
    const indicator = anIndicator([aPoint('2024-03-01', 9e6), aPoint('2024-11-01', 2e6), aPoint('2025-11-01', 1e6)])
    expect(compareDates(indicator, pair)).toMatchObject({ kind: 'compared', movement: { from: { period: '2024-11-01' }, to: { period: '2025-11-01' }, change: 'fall' } })
  })

  it('compare one month with the same month, or nothing', () => {
    const months = (...periods: string[]) => anIndicator(periods.map((period, index) => aPoint(period, 1000 * (index + 1))), { cadence: 'month', unit: 'kWh' })
    expect(compareDates(months('2024-10', '2024-12', '2025-10', '2025-11'), pair)).toMatchObject({ movement: { from: { period: '2024-10' }, to: { period: '2025-10' } } })
    expect(compareDates(months('2024-12', '2025-11'), pair)).toEqual({ kind: 'lacking' })
  })

  it('are not compared across a break, even one between two other years', () => {
    const broken = anIndicator([aPoint('2023', 5), aPoint('2024', 4, { breakBefore: true }), aPoint('2025', 3)])
    expect(compareDates(broken, { from: '2023', to: '2025' })).toEqual({ kind: 'broken' })
    expect(compareDates(broken, pair).kind).toBe('compared')
  })
})

describe('two months side by side', () => {
  const months = { from: '2026-05', to: '2026-11' }
  const visits = anIndicator([aPoint('2026-04-20', 5e6), aPoint('2026-05-10', 4e6), aPoint('2026-06-02', 9e6), aPoint('2026-11-22', 1e6)])

  it('are each month of visits beside the latest one, the closest first', () => {
    expect(datePairs([visits, anIndicator([aPoint('2025-12', 3), aPoint('2026-01', 4)], { cadence: 'month' })])).toEqual([
      { from: '2026-06', to: '2026-11' }, { from: '2026-05', to: '2026-11' }, { from: '2026-04', to: '2026-11' },
    ])
  })

  it('compare what was known at the end of each', () => {
    expect(compareDates(visits, months)).toMatchObject({ kind: 'compared', movement: { from: { period: '2026-05-10' }, to: { period: '2026-11-22' }, change: 'fall' } })
    expect(compareDates(visits, { from: '2026-10', to: '2026-11' })).toMatchObject({ movement: { from: { period: '2026-06-02' } } })
  })

  it('say nothing of a figure that was not measured again, nor of a year that has not ended', () => {
    expect(compareDates(anIndicator([aPoint('2025', 5)]), months)).toEqual({ kind: 'lacking' })
    expect(compareDates(anIndicator([aPoint('2025', 5), aPoint('2026', 4)]), months)).toEqual({ kind: 'lacking' })
  })

  it('compare a monthly figure with the same month of another year alone', () => {
    const monthly = anIndicator([aPoint('2025-11', 9000), aPoint('2026-05', 5000), aPoint('2026-11', 1000)], { cadence: 'month', unit: 'kWh' })
    expect(compareDates(monthly, months)).toEqual({ kind: 'lacking' })
    expect(compareDates(monthly, { from: '2025-11', to: '2026-11' })).toMatchObject({ movement: { from: { period: '2025-11' }, to: { period: '2026-11' } } })
  })
})
