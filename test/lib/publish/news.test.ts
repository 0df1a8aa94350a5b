import { describe, expect, test } from 'vitest'
import { clearMovements } from '#lib/publish/news'
import { aPoint, anIndicator } from '../../published-builders.ts'

describe('what changed', () => {
  test('keeps clear movements only, most recent first', () => {
    const moved = (id: string, period: string, value: number) => anIndicator([aPoint('2025', 1_000_000), aPoint(period, value)], { id })
    expect(clearMovements([moved('old', '2026-01', 2e6), moved('still', '2026-11', 1_010_000), moved('new', '2026-11', 3e6)]).map(({ indicator }) => indicator.id)).toEqual(['new', 'old'])
  })
})
