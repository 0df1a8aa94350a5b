import { describe, expect, it } from 'vitest'
import type { Outcome } from '#model/outcome'
import type { PublishedPage, PublishedVerdict } from '#model/publication'
import { countOutcomes, heaviestFirst, measuredInRows, medianOfPages, pagesWith, siteOutcome, sortDefects } from '#lib/publish/site-figures'
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

  it('are lighter than those in rows when their weight is known, and only then', () => {
    const parted = measuredInRows([unread('lost'), weighing('light', 10), page('unweighed'), weighing('heavy', 90)], 1)
    expect(Object.entries(parted).map(([part, pages]) => [part, ...pages.map(({ id }) => id)])).toEqual([['shown', 'heavy'], ['lighter', 'light'], ['unweighed', 'lost', 'unweighed']])
  })

  it('have a median of those that were measured, and none when none was', () => {
    expect(medianOfPages([weighing('a', 10), weighing('b', 30), unread('c')], 'sobriety/page-weight')).toBe(20)
    expect(medianOfPages([unread('c')], 'sobriety/page-weight')).toBeNull()
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
