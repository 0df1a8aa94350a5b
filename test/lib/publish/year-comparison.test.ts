import { describe, expect, it } from 'vitest'
import { compareYears, yearPairs } from '#lib/publish/year-comparison'
import { aPoint, anIndicator } from '../../published-builders.ts'

const pair = { from: '2024', to: '2025' }

describe('two years side by side', () => {
  it('are the last five that have a value, the latest and closest first', () => {
    const years = anIndicator(['2019', '2020', '2021', '2022', '2023', '2024'].map((year) => aPoint(year, 1)))
    const pairs = yearPairs([years, anIndicator([aPoint('2026', null)])])
    expect(pairs).toHaveLength(10)
    expect(pairs[0]).toEqual({ from: '2023', to: '2024' })
    expect(pairs.at(-1)).toEqual({ from: '2020', to: '2021' })
  })

  it('are not offered where no figure compares', () => {
    const [old, fresh] = [anIndicator([aPoint('2019', 1), aPoint('2020', 1)]), anIndicator([aPoint('2026', 1)])]
    expect(yearPairs([old, fresh])).toEqual([{ from: '2019', to: '2020' }])
  })

  it('compare the last value of each', () => {
    const indicator = anIndicator([aPoint('2024-03-01', 9e6), aPoint('2024-11-01', 2e6), aPoint('2025-11-01', 1e6)])
    expect(compareYears(indicator, pair)).toMatchObject({ kind: 'compared', movement: { from: { period: '2024-11-01' }, to: { period: '2025-11-01' }, change: 'fall' } })
  })

  it('compare one month with the same month, or nothing', () => {
    const months = (...periods: string[]) => anIndicator(periods.map((period, index) => aPoint(period, 1000 * (index + 1))), { cadence: 'month', unit: 'kWh' })
    expect(compareYears(months('2024-10', '2024-12', '2025-10', '2025-11'), pair)).toMatchObject({ movement: { from: { period: '2024-10' }, to: { period: '2025-10' } } })
    expect(compareYears(months('2024-12', '2025-11'), pair)).toEqual({ kind: 'lacking' })
  })

  it('are not compared across a break, even one between two other years', () => {
    const broken = anIndicator([aPoint('2023', 5), aPoint('2024', 4, { breakBefore: true }), aPoint('2025', 3)])
    expect(compareYears(broken, { from: '2023', to: '2025' })).toEqual({ kind: 'broken' })
    expect(compareYears(broken, pair).kind).toBe('compared')
  })
})
