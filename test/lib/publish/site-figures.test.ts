import { describe, expect, it } from 'vitest'
import type { Outcome } from '#model/outcome'
import type { PublishedPage, PublishedVerdict } from '#model/publication'
import { accessibilityNumbers, countOutcomes, heaviestFirst, medianOfPages, pagesWith, siteOutcome, sortDefects } from '#lib/publish/site-figures'
import { aPage, aSite } from '../../published-builders.ts'

const verdict = (outcome: Outcome, more: Partial<PublishedVerdict> = {}): PublishedVerdict => ({ outcome, measure: null, details: {}, findings: [], ...more })
const page = (id: string, verdicts: PublishedPage['verdicts'] = {}): PublishedPage => ({
  ...aPage(id, Object.fromEntries(Object.entries(verdicts).map(([audit, { outcome }]) => [audit, [{ run: 'r', value: null, outcome }]]))), verdicts,
})
const weighing = (id: string, bytes: number) => page(id, { 'sobriety/page-weight': verdict('pass', { measure: { value: bytes, unit: 'B' } }) })
const unread = (id: string): PublishedPage => ({ ...page(id), status: 'not-measured', failure: { code: 'timeout', detail: '' } })
const failing = (number: number, toVerify: number) => page(`p${number}`, { 'solidarity/axe-failures': verdict('fail', { measure: { value: number, unit: 'count' }, details: { toVerify: { value: toVerify, unit: 'count' } } }) })
const tracked = (id: string) => page(id, { 'freedom/trackers-before-choice': verdict('fail') })
const defect = (audit: string) => ({ audit, message: audit, pages: ['a'], count: 1, example: { message: audit, references: [] } })

describe('the pages of a site', () => {
  it('come heaviest first, those that could not be weighed last and in their own order', () => {
    const order = heaviestFirst([unread('lost'), weighing('light', 10), unread('late'), weighing('heavy', 90)])
    expect(order.map(({ id }) => id)).toEqual(['heavy', 'light', 'lost', 'late'])
  })

  it('have a median of those that were measured, and none when none was', () => {
    expect(medianOfPages([weighing('a', 10), weighing('b', 30), unread('c')], 'sobriety/page-weight')).toBe(20)
    expect(medianOfPages([unread('c')], 'sobriety/page-weight')).toBeNull()
  })
})

describe('the three numbers of accessibility', () => {
  it('count proven failures, what is to verify, and the pages that were not tested', () => {
    expect(accessibilityNumbers([failing(3, 2), failing(1, 4), unread('c')])).toEqual({ proven: 4, toVerify: 6, untestedPages: 1, pages: 3 })
  })

  it('count what our own checks say with what the engine says, and leave out what is about no criterion', () => {
    const rgaa = (message: string) => ({ message, references: [{ standard: 'rgaa' as const, id: '8.2.1' }] })
    const own = { 'solidarity/valid-code': verdict('fail', { findings: [rgaa('L’identifiant « a » est donné à 2 éléments.'), { ...rgaa('À vérifier : une balise n’est pas fermée.'), certainty: 'to-verify' }] }), 'solidarity/text-zoom': verdict('to-verify', { findings: [rgaa('Texte coupé.')] }) }
    const law = { 'solidarity/accessibility-mention': verdict('fail', { findings: [{ message: 'Sans mention.', references: [{ standard: 'law' as const, id: 'Loi 2005-102' }] }] }) }
    expect(accessibilityNumbers([page('a', { ...failing(3, 2).verdicts, ...own, ...law })])).toMatchObject({ proven: 4, toVerify: 4 })
  })

  it('do not count twice what the engine and a check say of one test', () => {
    const empty = { message: 'Attendu : un lien a un texte.', references: [{ standard: 'rgaa' as const, id: '6.2.1' }] }
    const both = { 'solidarity/axe-failures': verdict('fail', { measure: { value: 1, unit: 'count' }, findings: [empty] }), 'solidarity/link-content': verdict('fail', { findings: [{ ...empty, message: 'Ce lien n’a pas d’intitulé.' }] }) }
    expect(accessibilityNumbers([page('a', both)])).toMatchObject({ proven: 1, toVerify: 0 })
  })

  it('are unknown, not zero, when no page was tested', () => {
    expect(accessibilityNumbers([unread('c')])).toEqual({ proven: null, toVerify: null, untestedPages: 1, pages: 1 })
  })

  it('leave out a page where the control could not be done', () => {
    expect(accessibilityNumbers([failing(3, 0), page('b', { 'solidarity/axe-failures': verdict('unknown') })])).toMatchObject({ proven: 3, untestedPages: 1 })
  })
})

describe('the defects of a site', () => {
  it('are parted between those that are certain and those seen at a single load, even of one control', () => {
    const seenOnce = { message: 'À vérifier, vu à un seul chargement : Appel à Régie.', references: [], certainty: 'seen-once' as const }
    const site = aSite('s', [page('a')], [defect('freedom/trackers-before-choice'), { ...defect('freedom/trackers-before-choice'), message: seenOnce.message, example: seenOnce }, defect('solidarity/page-title')])
    const { certain, toVerify } = sortDefects(site)
    expect(certain.map(({ audit, outcome }) => [audit, outcome])).toEqual([['freedom/trackers-before-choice', 'fail'], ['solidarity/page-title', 'fail']])
    expect(toVerify.map(({ audit, outcome }) => [audit, outcome])).toEqual([['freedom/trackers-before-choice', 'to-verify']])
  })

  it('are counted on a page by the outcome of its controls', () => {
    expect([...countOutcomes(tracked('a'))]).toEqual([['fail', 1]])
  })
})

describe('the outcome of a whole site', () => {
  it('is not tested when no page was read, whatever else', () => {
    expect(siteOutcome(aSite('s', [unread('a'), unread('b')], []))).toBe('unknown')
  })

  it('is its worst one, even when the details of a gap were not kept', () => {
    const site = aSite('s', [failing(1, 0), weighing('b', 10)], [])
    expect(siteOutcome(site)).toBe('fail')
    expect(pagesWith(site, 'fail').map(({ id }) => id)).toEqual(['p1'])
  })

  it('is to verify before it is nothing abnormal', () => {
    expect(siteOutcome(aSite('s', [page('a', { 'freedom/trackers-before-choice': verdict('to-verify') })], []))).toBe('to-verify')
    expect(siteOutcome(aSite('s', [weighing('a', 10), unread('b')], []))).toBe('pass')
  })
})
