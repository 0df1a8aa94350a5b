import { describe, expect, test } from 'vitest'
import { answerSentence, changeWords, coverageWords, figureOfLatest, finding, latestWords, movementWords, nextUpdate, targetOf, targetWords, thingsCounted } from '#lib/words/indicator-words'
import { byRelevance } from '#lib/publish/indicator-order'
import { latestMovement } from '#lib/publish/series'
import { aPoint, aPromise, anIndicator } from '../../published-builders.ts'

const plain = (text: string | null) => text?.replaceAll(/[\u00a0\u202f]/g, ' ')
const target = { value: 1_000_000, due: '2027-12-31', direction: 'at-most' as const }

describe('the answer of an indicator', () => {
  test('is one sentence with its figure as the stone writes it', () => {
    expect(plain(answerSentence(anIndicator([aPoint('2026-11-22', 1_130_000, { n: 25 })])))).toBe('Une page pèse 1 100 ko, d’après 25 pages.')
  })

  test('of a count says out of how many of what, never a bare figure', () => {
    const indicator = anIndicator([aPoint('2026-11-22', 2, { n: 4 })], { unit: 'count' })
    const sites = { ...indicator, text: { ...indicator.text, counted: 'sites' } }
    expect(figureOfLatest(sites)?.figure).toBe('2')
    expect(plain(figureOfLatest(sites)?.unit ?? null)).toBe('sur 4 sites')
    expect(plain(latestWords(sites))).toBe('2 sur 4 sites')
    expect(latestWords(indicator)).toBe('2')
    expect(latestWords(anIndicator([]))).toBeNull()
  })

  test('names what it counts, one or several, without its braces', () => {
    expect([1, 4].map((n) => thingsCounted('{n, plural, one {site} other {sites}}', n))).toEqual(['site', 'sites'])
  })

  test('does not exist when nothing is known', () => {
    expect(answerSentence(anIndicator([]))).toBeNull()
    expect(answerSentence(anIndicator([aPoint('2026', null)]))).toBeNull()
  })
})

describe('the finding of a series', () => {
  test('says from what to what, telling two months apart without their days', () => {
    expect(plain(finding(anIndicator([aPoint('2025-11-18', 2_140_000), aPoint('2026-11-22', 1_130_000)])))).toBe('De 2 100 ko en novembre 2025 à 1 100 ko en novembre 2026')
  })

  test('tells two days of one month apart', () => {
    expect(plain(finding(anIndicator([aPoint('2026-11-01', 2_140_000), aPoint('2026-11-22', 1_130_000)])))).toBe('De 2 100 ko le 1er novembre 2026 à 1 100 ko le 22 novembre 2026')
  })

  test('says that nothing clear moved when the margins overlap', () => {
    const indicator = anIndicator([aPoint('2025', 70, { low: 55, high: 88 }), aPoint('2026', 59, { low: 46, high: 73 })], { unit: 't' })
    expect(plain(finding(indicator))).toBe('59 t, sans changement net depuis 2025')
    expect(changeWords(latestMovement(indicator)!, 't')).toBe('stable')
  })

  test('of one value says that value and its date; of none, that it is not measured yet', () => {
    expect(plain(finding(anIndicator([aPoint('2026', 5)], { unit: 'year' })))).toBe('5 ans en 2026')
    expect(finding(anIndicator([]))).toBe('Pas encore mesuré')
  })

  test('gives a signed difference to those who steer', () => {
    const movement = latestMovement(anIndicator([aPoint('2025', 2_000_000), aPoint('2026', 1_400_000)]))!
    expect(plain(changeWords(movement, 'B'))).toBe('− 600 ko')
    expect(plain(movementWords(movement, 'B'))).toBe('de 2 000 ko en 2025 à 1 400 ko en 2026')
  })

  test('gives the difference of the figures as they are printed', () => {
    const movement = latestMovement(anIndicator([aPoint('2025', 8_215.5), aPoint('2026', 8_007.3)], { unit: 'kWh' }))!
    expect(plain(changeWords(movement, 'kWh'))).toBe('− 209 kWh')
    const ratio = latestMovement(anIndicator([aPoint('2025', 1.614), aPoint('2026', 1.586)], { unit: 'ratio' }))!
    expect(plain(changeWords(ratio, 'ratio'))).toBe('− 0,02')
  })

  test('counts in points what a share gained: from 23 % to 33 % is not 10 % more', () => {
    expect(plain(changeWords(latestMovement(anIndicator([aPoint('2025', 23), aPoint('2026', 33)], { unit: '%' }))!, '%'))).toBe('+ 10 points')
  })
})

describe('a target', () => {
  test('comes from a promise that follows the indicator, and is never invented', () => {
    const indicator = anIndicator([])
    expect(targetOf(indicator, [aPromise('a', 'late'), aPromise('b', 'late', { indicator: 'page-weight' })])).toBeNull()
    expect(targetOf(indicator, [aPromise('b', 'late', { indicator: 'page-weight', target })])).toEqual(target)
  })

  test('says on which side to be, and by when', () => {
    expect(plain(targetWords(target, 'B'))).toBe('cible : au plus 1 000 ko, fin 2027')
    expect(plain(targetWords({ ...target, due: '2026-06-30', direction: 'at-least' }, 'B', 'short'))).toBe('au moins 1 000 ko, 30 juin 2026')
  })
})

describe('what surrounds a figure', () => {
  test('is its coverage in counts before its share', () => {
    expect(plain(coverageWords({ n: 1204, denominator: 1310, coverage: 0.919 }))).toBe('1 204 sur 1 310 (92 %)')
    expect(plain(coverageWords({ n: 3, denominator: 4, coverage: null }))).toBe('3 sur 4')
    expect(plain(coverageWords({ n: null, denominator: null, coverage: 0.5 }))).toBe('Couverture : 50 %')
    expect(coverageWords({ n: 3, denominator: null, coverage: null })).toBeNull()
    expect(plain(coverageWords({ n: 12, denominator: 12, coverage: 0.9915 }, 'month'))).toBe('12 mois sur 12, 99 % du temps')
  })

  test('is the day by which it should be renewed', () => {
    expect(nextUpdate(anIndicator([], { latestOn: '2026-11-22' }))).toBe('2027-01-06')
    expect(nextUpdate(anIndicator([]))).toBeNull()
  })

  test('puts measured before missing, and promised before the rest', () => {
    const named = (id: string, value: number | null) => anIndicator([aPoint('2026', value)], { id })
    const ordered = byRelevance([named('missing', null), named('free', 1), named('promised', 1)], [aPromise('p', 'late', { indicator: 'promised', target })])
    expect(ordered.map(({ id }) => id)).toEqual(['promised', 'free', 'missing'])
  })
})
