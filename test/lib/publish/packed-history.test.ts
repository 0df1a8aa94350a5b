import { expect, it } from 'vitest'
import { withPackedHistory } from '#lib/publish/packed-history'
import type { PublishedPage } from '#model/publication'

const page = (history: PublishedPage['history']): PublishedPage => ({
  id: 'accueil', name: 'Accueil', role: 'home', url: 'https://ville.example/', at: null, status: 'measured', failure: null, contended: false, evidence: null, verdicts: {}, history,
})
const weight = [{ run: '2026-01', value: 1.25, outcome: 'pass' as const }, { run: '2026-02', value: null, outcome: 'unknown' as const }, { run: '2026-03', value: 0, outcome: 'fail' as const }]
const requests = [{ run: '2026-03', value: -4, outcome: 'to-verify' as const }]
const histories: PublishedPage['history'][] = [{ 'sobriety/page-weight': weight, 'sobriety/requests': requests }, { 'sobriety/page-weight': weight.slice(1) }, {}]

it('gives back every visit of a history, an unknown value still unknown and a zero still zero', () => {
  const pages = histories.map(page).map(withPackedHistory)
  expect([...pages, ...pages.toReversed()].map(({ history }) => history)).toEqual([...histories, ...histories.toReversed()])
})

it('gives each of many pages its own history, asked for again after all the others', () => {
  const pages = Array.from({ length: 200 }, (_, value) => withPackedHistory(page({ 'sobriety/page-weight': [{ run: '2026-01', value, outcome: 'pass' }] })))
  const values = () => pages.map(({ history }) => history['sobriety/page-weight']?.[0]?.value)
  expect([values(), values()]).toEqual([pages.map((_, index) => index), pages.map((_, index) => index)])
})

it('writes the same JSON as the page itself', () => {
  for (const each of histories.map(page)) expect(JSON.parse(JSON.stringify(withPackedHistory(each)))).toEqual(each)
})
