import { describe, expect, it } from 'vitest'
import type { Outcome } from '#model/outcome'
import type { AuditResult } from '#model/result'
import { confirmed, settleAccusations } from '#lib/publish/confirmation'
import { fromRecord, toRecord } from '#lib/record/record'
import { siteReport } from '#lib/publish/site-report'
import { sortDefects } from '#lib/publish/site-figures'
import { aSite, aTerritory } from '../../facts-builders.ts'
import { aRun, aVisit } from '../../record-builders.ts'

const audit = 'freedom/trackers-before-choice'
const says = (name: string) => ({ message: `Appel à ${name} sans rien cliquer.`, references: [] })
/** What a load saw: the trackers that accuse, then what is to verify anyway. */
function saw(names: readonly string[], outcome: Outcome = names.length > 0 ? 'fail' : 'pass', doubtful: readonly string[] = []): AuditResult {
  return { audit, method: 1, outcome, measure: { value: names.length, unit: 'count' }, details: { toVerify: { value: doubtful.length, unit: 'count' } }, findings: [...names, ...doubtful].map(says) }
}

describe('an accusation that a second load looks at', () => {
  it('stands when both loads saw it, though a figure of its words moved', () => {
    expect(confirmed(saw(['régie 1', 'réseau']), saw(['réseau', 'régie 2']))).toMatchObject({ outcome: 'fail', measure: { value: 2 } })
  })

  it('is for a human when the second load did not see it', () => {
    const verdict = confirmed(saw(['régie'], 'fail', ['vidéo']), saw([], 'pass'))
    expect(verdict).toMatchObject({ outcome: 'to-verify', measure: { value: 0 }, details: { toVerify: { value: 2 } } })
    expect(verdict.findings.map(({ message }) => message)).toEqual(['À vérifier, vu à un seul chargement : Appel à régie sans rien cliquer.', 'Appel à vidéo sans rien cliquer.'])
  })

  it('is for a human too when the second load could not be read: not seen is not seen twice', () => {
    const unread: AuditResult = { ...saw([]), outcome: 'unknown', measure: null, failure: { code: 'timeout', detail: '' } }
    expect(confirmed(saw(['régie']), unread).outcome).toBe('to-verify')
  })

  it('stands for what both saw alone; two loads that saw different things prove nothing', () => {
    expect(confirmed(saw(['régie', 'réseau']), saw(['réseau', 'pixel']))).toMatchObject({ outcome: 'fail', measure: { value: 1 }, findings: [says('réseau'), { message: expect.stringContaining('À vérifier') }] })
    expect(confirmed(saw(['régie']), saw(['pixel'])).outcome).toBe('to-verify')
    expect(confirmed(saw(['régie'], 'fail', ['vidéo']), saw(['pixel'], 'fail', ['vidéo'])).outcome).toBe('to-verify')
  })

  it('changes nothing of a verdict that accuses nobody', () => {
    expect(confirmed(saw([]), saw(['régie']))).toEqual(saw([]))
  })
})

describe('the record as it is published', () => {
  const run = aRun({ audits: { [audit]: { method: 1, unit: 'count', details: { toVerify: 'count' } }, 'sobriety/page-weight': { method: 1, unit: 'B' } } })
  const site = aSite('portail', { pages: [{ id: 'accueil', path: '/', role: 'home' }] })
  function published(second: AuditResult) {
    const weight: AuditResult = { audit: 'sobriety/page-weight', method: 1, outcome: 'fail', measure: { value: 9, unit: 'B' }, findings: [] }
    const visits = [toRecord(aVisit(), [saw(['régie']), weight]), toRecord(aVisit({ pass: 'confirm', confirms: 'cold' }), [second])]
    const book = new Map(visits.flatMap(({ findings }) => findings).map((line) => [line.id, line]))
    const { pages, findings } = settleAccusations(visits.map(({ page }) => page), [run], new Map([['portail', book]]), new Set([audit]))
    return { pages, findings, report: siteReport(site, aTerritory, { pages, findings: findings.get('portail') ?? new Map(), runs: new Map([[run.run, run]]) }) }
  }

  it('says an accusation at its first run when a second load confirmed it', () => {
    const { report } = published(saw(['régie']))
    expect(report.pages[0]?.verdicts[audit]).toMatchObject({ outcome: 'fail', confirmed: true })
    expect(sortDefects(report)).toMatchObject({ certain: [{ audit }], toVerify: [] })
    expect(report.defects.map((defect) => defect.audit)).toEqual([audit])
  })

  it('never says one that was not, in its verdict, its history or its defects', () => {
    const { report, pages, findings } = published(saw([], 'pass'))
    expect(report.pages[0]?.verdicts[audit]).toMatchObject({ outcome: 'to-verify' })
    expect(report.pages[0]?.verdicts[audit]?.confirmed).toBeUndefined()
    expect(report.pages[0]?.history[audit]).toEqual([{ run: run.run, value: 0, outcome: 'to-verify' }])
    expect(sortDefects(report)).toMatchObject({ certain: [], toVerify: [{ audit, outcome: 'to-verify' }] })
    expect(fromRecord(pages[0]!, run, findings.get('portail') ?? new Map())[0]?.findings[0]?.message).toMatch(/^À vérifier/)
  })

  it('leaves the other verdicts of the page alone', () => {
    expect(published(saw([], 'pass')).report.pages[0]?.verdicts['sobriety/page-weight']).toMatchObject({ outcome: 'fail', measure: { value: 9 } })
  })
})

describe('an accusation that no second load looked at', () => {
  const days = ['2026-11-20', '2026-11-21', '2026-11-22']
  const runs = days.map((day) => aRun({ run: `${day}T034000Z`, audits: { [audit]: { method: 1, unit: 'count', details: { toVerify: 'count' } } } }))
  type Seen = { day: string; page: string; names: string[]; at?: string; bare?: true }
  /** Outcome and measure of each visit, once settled. */
  function settle(seen: Seen[], accusing = new Set([audit])) {
    const visits = seen.map(({ day, page, names, at = `${day}T03:41:00Z`, bare }) =>
      toRecord(aVisit({ run: `${day}T034000Z`, page, at }), [bare ? { ...saw(names), findings: [] } : saw(names)]))
    const book = new Map(visits.flatMap(({ findings }) => findings).map((line) => [line.id, line]))
    return settleAccusations(visits.map(({ page }) => page), runs, new Map([['portail', book]]), accusing).pages.map(({ results }) => results[audit])
  }
  const outcomes = (seen: Seen[]) => settle(seen).map((result) => result?.[0])
  const [first = '', second = ''] = days

  it('is for a human, and counts nothing until it is seen again', () => {
    expect(settle([{ day: first, page: 'a', names: ['régie'] }])[0]).toMatchObject(['to-verify', 0, expect.any(String), { toVerify: 1, seenOnce: 1 }])
  })

  it('stands when another page of the run saw the same one', () => {
    expect(outcomes([{ day: first, page: 'a', names: ['régie'] }, { day: first, page: 'b', names: ['régie'] }])).toEqual(['fail', 'fail'])
  })

  it('does not stand by another accusation', () => {
    expect(outcomes([{ day: first, page: 'a', names: ['régie'] }, { day: first, page: 'b', names: ['pixel'] }])).toEqual(['to-verify', 'to-verify'])
  })

  it('stands for what was seen twice alone, and counts that', () => {
    expect(settle([{ day: first, page: 'a', names: ['régie', 'pixel'] }, { day: first, page: 'b', names: ['pixel'] }])[0]).toMatchObject(['fail', 1, expect.any(String), { toVerify: 1, seenOnce: 1 }])
  })

  it('stands from the second run on: what was known at the first does not change', () => {
    expect(outcomes([{ day: first, page: 'a', names: ['régie'] }, { day: second, page: 'a', names: ['régie'] }])).toEqual(['to-verify', 'fail'])
  })

  it('is not seen twice by two visits of a page less than an hour apart', () => {
    expect(outcomes([{ day: first, page: 'a', names: ['régie'], at: '2026-11-21T03:00:00Z' }, { day: second, page: 'a', names: ['régie'], at: '2026-11-21T03:59:59Z' }])).toEqual(['to-verify', 'to-verify'])
  })

  it('stands for two visits whose details were not kept, and never for one', () => {
    expect(outcomes([{ day: first, page: 'a', names: ['régie'], bare: true }])).toEqual(['to-verify'])
    expect(outcomes([{ day: first, page: 'a', names: ['régie'], bare: true }, { day: first, page: 'b', names: ['régie'], bare: true }])).toEqual(['fail', 'fail'])
  })

  it('is left as it was judged when its audit accuses nobody', () => {
    expect(settle([{ day: first, page: 'a', names: ['régie'] }], new Set())[0]?.[0]).toBe('fail')
  })
})
