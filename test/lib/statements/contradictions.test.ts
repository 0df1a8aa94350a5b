import { describe, expect, test } from 'vitest'
import { contradictionsOf } from '#lib/statements/contradictions'

const visit = { at: '2026-11-22T03:40:00Z', validYears: 3, planYearsMax: 3 }
const ids = (text: string, plans: Parameters<typeof contradictionsOf>[0]['plans'] = [], at = visit.at) => contradictionsOf({ text, plans }, { ...visit, at }).map(({ id }) => id)
const plan = (status: number | null) => ({ url: 'https://ville.example/schema', status, failure: null })

describe('a statement contradicts itself', () => {
  test('when its rate calls for another state', () => {
    expect(ids('Le site est totalement conforme. 62 % des critères sont respectés.')).toEqual(['rate-and-state'])
    expect(ids('Le site est partiellement conforme. 45 % des critères sont respectés.')).toEqual(['rate-and-state'])
    expect(ids('Le site est non conforme. 100 % des critères sont respectés.')).toEqual(['rate-and-state'])
    expect(ids('Le site est partiellement conforme. 62 % des critères sont respectés.')).toEqual([])
  })

  test('when it declares two states of the site', () => {
    expect(ids('Le site est totalement conforme. Accessibilité : non conforme')).toEqual(['several-states'])
  })
})

describe('a statement has passed', () => {
  test('three years after its day, to the day', () => {
    expect(ids('Établie le 22 novembre 2023.')).toEqual([])
    expect(ids('Établie le 21 novembre 2023.')).toEqual(['too-old'])
  })

  test('when its plan is over, or covers more than three years', () => {
    expect(ids('Schéma pluriannuel 2023-2025')).toEqual(['plan-over'])
    expect(ids('Le schéma pluriannuel (2022 à 2027)')).toEqual(['plan-too-long'])
    expect(ids('Schéma pluriannuel 2024-2026')).toEqual([])
  })
})

test('only a link that says that there is nothing there is dead', () => {
  expect(ids('', [plan(404)])).toEqual(['dead-plan-link'])
  expect(ids('', [plan(410)])).toEqual(['dead-plan-link'])
  for (const status of [200, 403, 429, 500, null]) expect(ids('', [plan(status)])).toEqual([])
})
