import { describe, expect, it } from 'vitest'
import indicator from '#indicators/transverse/data-freshness'
import { facts } from '../../facts-builders.ts'

const known = (id: string, ageDays: number | null) => ({ id, pillar: 'sobriety' as const, title: id, freshDays: 45, ageDays })

describe('the freshness of data', () => {
  it('counts the indicators whose data is younger than the delay they announce', () => {
    const measure = indicator.compute(facts({ indicators: [known('a', 0), known('b', 45), known('c', 46), known('d', null)] }), '2026-11-22')
    expect(measure).toMatchObject({ value: 2, n: 4, denominator: 4 })
    expect(measure.breakdowns[0]?.rows.map(({ state }) => state)).toEqual(['Récent', 'Récent', 'Ancien', 'Pas encore de donnée'])
    expect(measure.missing.join()).toContain('1 indicateur attend')
  })

  it('is unknown without any indicator', () => {
    expect(indicator.compute(facts({ indicators: [] }), '2026-11-22')).toMatchObject({ value: null, state: 'not-measured' })
  })
})
