import { describe, expect, test } from 'vitest'
import { byLeaf } from '#lib/publish/indicator-order'
import { anIndicator } from '../../published-builders.ts'

describe('the order of the figures', () => {
  test('goes leaf by leaf as the charter does, and ends with those of no leaf', () => {
    const figures = (['transverse', 'freedom', 'sobriety', 'solidarity', 'freedom'] as const).map((pillar, index) => anIndicator([], { id: `${pillar}-${index}`, pillar }))
    expect(byLeaf(figures).map(({ id }) => id)).toEqual(['sobriety-2', 'solidarity-3', 'freedom-1', 'freedom-4', 'transverse-0'])
  })
})
