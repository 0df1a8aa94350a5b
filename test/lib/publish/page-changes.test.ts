import { describe, expect, it } from 'vitest'
import { pageChanges } from '#lib/publish/page-changes'
import { siteChanges } from '#lib/publish/site-changes'
import { toRecord } from '#lib/record/record'
import type { Finding } from '#model/outcome'
import type { AuditResult, FindingLine, PageRecord } from '#model/result'
import { aPage, aSite } from '../../published-builders.ts'
import { aRun, aVisit } from '../../record-builders.ts'

const audit = 'sobriety/image-weight'
const image = (url: string, more: Partial<Finding> = {}): Finding => ({ message: 'Image de 2400 pixels affichée en 800.', url, references: [], ...more })

/** Visits of one page, a set of findings each; `null` is a page that could not be read. */
function visited(sets: readonly (readonly Finding[] | null)[], methods = sets.map(() => 1), outcomes: readonly AuditResult['outcome'][] = sets.map((set) => (set?.length === 0 ? 'pass' : 'fail'))) {
  const book = new Map<string, FindingLine>()
  const runs = sets.map((_, index) => aRun({ run: `2026-0${index + 1}-01T000000Z`, audits: { [audit]: { method: methods[index] ?? 1, unit: 'B' } } }))
  const pages = sets.map((findings, index): PageRecord => {
    const visit = { ...aVisit(), run: runs[index]?.run ?? '', ...(findings === null && { status: 'not-measured' as const }) }
    const result: AuditResult = { audit, method: 1, outcome: outcomes[index] ?? 'fail', measure: { value: 1000 * index, unit: 'B' }, findings: [...findings ?? []] }
    const kept = toRecord(visit, findings === null ? [] : [result])
    for (const line of kept.findings) book.set(line.id, line)
    return kept.page
  })
  return pageChanges(pages, new Map(runs.map((run) => [run.run, run])), book)
}

describe('what came and went on a page', () => {
  it('names the very resources, and not those that were there both times', () => {
    expect(visited([[image('/pont.jpg'), image('/quai.jpg')], [image('/pont.jpg'), image('/place.jpg')]])).toEqual({
      from: '2026-01-01T000000Z', to: '2026-02-01T000000Z',
      audits: [{ audit, came: { count: 1, seen: [{ message: 'Image de 2400 pixels affichée en 800.', url: '/place.jpg' }] }, gone: { count: 1, seen: [{ message: 'Image de 2400 pixels affichée en 800.', url: '/quai.jpg' }] } }],
    })
  })

  it('does not take another figure for another thing', () => {
    expect(visited([[image('/pont-1201.jpg')], [image('/pont-1202.jpg', { message: 'Image de 1200 pixels affichée en 400.' })]])).toBeNull()
  })

  it('skips a visit that read nothing, and a change of method', () => {
    expect(visited([[image('/pont.jpg')], null, [image('/quai.jpg')]])?.from).toBe('2026-01-01T000000Z')
    expect(visited([[image('/pont.jpg')], [image('/quai.jpg')]], [1, 2])).toBeNull()
  })

  it('does not say come what a person must still confirm, nor gone what one visit alone still sees', () => {
    expect(visited([[], [image('/pont.jpg', { certainty: 'seen-once' })]])).toBeNull()
    expect(visited([[image('/pont.jpg')], [image('/pont.jpg', { certainty: 'seen-once' })]])).toBeNull()
  })

  it('calls nothing new where the past visit knows of a gap without its details, and keeps the gap itself when it goes', () => {
    expect(visited([[], [image('/pont.jpg')]], [1, 1], ['fail', 'fail'])).toBeNull()
    expect(visited([[], []], [1, 1], ['fail', 'pass'])?.audits).toEqual([{ audit, came: { count: 0, seen: [] }, gone: { count: 1, seen: [] } }])
  })

  it('keeps five and counts all', () => {
    const came = visited([[], ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => image(`/${name}.jpg`))])?.audits[0]?.came
    expect([came?.count, came?.seen.length]).toEqual([6, 5])
  })
})

describe('the heavy files of a page', () => {
  const runs = new Map(['2026-01-01T000000Z', '2026-02-01T000000Z'].map((run) => [run, aRun({ run })]))
  const visit = (run: string, bytes: number | null): PageRecord =>
    toRecord({ ...aVisit(), run, ...(bytes !== null && { heaviest: { all: 1, files: [['https://ville.example/pont.jpg', 'image', bytes]] } }) }, []).page

  it('say which one made the page heavier, even when no control has anything to say', () => {
    expect(pageChanges([visit('2026-01-01T000000Z', 100_000), visit('2026-02-01T000000Z', 900_000)], runs, new Map())).toEqual({
      from: '2026-01-01T000000Z', to: '2026-02-01T000000Z', audits: [], files: [{ url: 'https://ville.example/pont.jpg', kind: 'image', before: 100_000, after: 900_000 }],
    })
  })

  it('are not compared with a visit of an older record, which does not know them', () => {
    expect(pageChanges([visit('2026-01-01T000000Z', null), visit('2026-02-01T000000Z', 900_000)], runs, new Map())).toBeNull()
  })
})

describe('what came on the sites', () => {
  it('is said once a site, with its pages, the widest first', () => {
    const changes = visited([[], [image('/menu.jpg')]])
    const other = visited([[], [image('/seule.jpg')]])
    const page = (id: string, seen: typeof changes) => ({ ...aPage(id), ...(seen && { changes: seen }) })
    const sites = [aSite('b', [page('x', other)], []), aSite('a', [page('x', changes), page('y', changes)], [])]
    expect(siteChanges(sites, 'came').map(({ site, seen, pages }) => [site.id, seen?.url, pages.length])).toEqual([['a', '/menu.jpg', 2], ['b', '/seule.jpg', 1]])
    expect(siteChanges(sites, 'gone')).toEqual([])
  })

  it('tells a gap that the record knows without its details', () => {
    expect(siteChanges([aSite('a', [{ ...aPage('x'), changes: { from: 'm', to: 'n', audits: [{ audit, came: { count: 0, seen: [] }, gone: { count: 1, seen: [] } }] } }], [])], 'gone')).toMatchObject([{ audit, seen: null }])
  })
})
