import { describe, expect, test } from 'vitest'
import { clearMovements, oneOfEachAudit, pressingDefects } from '#lib/publish/news'
import type { PublishedPage } from '#model/publication'
import type { Outcome } from '#model/outcome'
import { aPage, aPoint, aSite, anIndicator } from '../../published-builders.ts'
import { aRun } from '../../record-builders.ts'

const runIds = ['2026-01-01T000000Z', '2026-02-01T000000Z', '2026-03-01T000000Z']
const runsOf = (...methods: number[]) => methods.map((method, index) => aRun({ run: runIds[index] ?? '', audits: { [image]: { method, unit: 'B' }, [trackers]: { method: 1, unit: 'count' } } }))
const image = 'sobriety/image-weight'
const trackers = 'freedom/trackers-before-choice'
const seen = (audit: string, ...outcomes: Outcome[]): PublishedPage['history'] => ({ [audit]: outcomes.map((outcome, index) => ({ run: runIds[index] ?? '', value: null, outcome })) })
const defect = (audit: string, pages: string[], message = 'vu') => ({ audit, message, pages, count: pages.length, example: { message, references: [] } })

describe('what changed', () => {
  test('keeps clear movements only, most recent first', () => {
    const moved = (id: string, period: string, value: number) => anIndicator([aPoint('2025', 1_000_000), aPoint(period, value)], { id })
    expect(clearMovements([moved('old', '2026-01', 2e6), moved('still', '2026-11', 1_010_000), moved('new', '2026-11', 3e6)]).map(({ indicator }) => indicator.id)).toEqual(['new', 'old'])
  })
})

describe('what can be mended', () => {
  const runs = runsOf(1, 1, 1)

  test('puts what appeared at the last run first, then what touches most pages', () => {
    const wide = aSite('wide', ['a', 'b', 'c'].map((id) => aPage(id, seen(image, 'fail', 'fail'))), [defect(image, ['a', 'b', 'c'])])
    const fresh = aSite('fresh', [aPage('a', seen(image, 'pass', 'fail'))], [defect(image, ['a'])])
    const small = aSite('small', [aPage('a', seen(image, 'fail', 'fail'))], [defect(image, ['a'])])
    expect(pressingDefects([small, wide, fresh], runs).map(({ site, freshPages }) => [site.id, freshPages])).toEqual([['fresh', 1], ['wide', 0], ['small', 0]])
  })

  test('does not call new what could not be tested the time before', () => {
    const site = aSite('s', [aPage('a', seen(image, 'fail', 'unknown', 'fail'))], [defect(image, ['a'])])
    expect(pressingDefects([site], runs)[0]?.freshPages).toBe(0)
  })

  test.each(['to-verify', 'informative', 'not-applicable'] as const)('does not call new what was « %s » the time before', (before) => {
    const site = aSite('s', [aPage('a', seen(image, before, 'fail'))], [defect(image, ['a'])])
    expect(pressingDefects([site], runs)[0]?.freshPages).toBe(0)
  })

  test('does not call new what another method judged', () => {
    const site = aSite('s', [aPage('a', seen(image, 'pass', 'fail'))], [defect(image, ['a'])])
    expect(pressingDefects([site], runsOf(1, 2))[0]?.freshPages).toBe(0)
  })

  test('counts as new the new pages only', () => {
    const site = aSite('s', [aPage('a', seen(image, 'pass', 'fail')), aPage('b', seen(image, 'fail', 'fail'))], [defect(image, ['a', 'b'])])
    expect(pressingDefects([site], runs)[0]).toMatchObject({ pages: 2, freshPages: 1 })
  })

  test('says nothing that was seen at a single load', () => {
    const page = aPage('a', seen(trackers, 'to-verify'))
    const once = defect(trackers, ['a'], 'À vérifier, vu à un seul chargement : Appel à Régie.')
    expect(pressingDefects([aSite('s', [page], [{ ...once, example: { ...once.example, certainty: 'seen-once' as const } }])], runs)).toEqual([])
    expect(pressingDefects([aSite('s', [page], [defect(trackers, ['a'], 'Appel à Régie.')])], runs)).toHaveLength(1)
  })

  test('says one line an audit and site', () => {
    const site = aSite('s', [aPage('a', seen(image, 'fail'))], [defect(image, ['a'], 'premier'), defect(image, ['a'], 'second')])
    expect(pressingDefects([site], runs).map(({ message }) => message)).toEqual(['premier'])
  })

  test('can say one line an audit for all sites, the most pressing', () => {
    const wide = aSite('wide', [aPage('a', seen(image, 'fail')), aPage('b', seen(image, 'fail'))], [defect(image, ['a', 'b'])])
    const small = aSite('small', [aPage('a', seen(image, 'fail'))], [defect(image, ['a'])])
    expect(oneOfEachAudit(pressingDefects([small, wide], runs)).map(({ site }) => site.id)).toEqual(['wide'])
  })
})
