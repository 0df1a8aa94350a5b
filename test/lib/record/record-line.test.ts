import { describe, expect, it } from 'vitest'
import { HeaviestLine, LoadsLine, StoredPage, type Heaviest } from '#model/result'
import { toRecord } from '#lib/record/record'
import { decodePage, encodePage } from '#lib/record/record-line'
import { aPage, aVisit, realisticResults } from '../../record-builders.ts'

const bytes = (value: unknown) => Buffer.byteLength(`${JSON.stringify(value)}\n`)

describe('the line of a page', () => {
  it('keeps its heaviest files on a line that visits share, and takes them back', () => {
    const files = { all: 12, files: [['https://ville.example/pont.jpg', 'image', 812_000]] } satisfies Heaviest
    const page = { ...toRecord(aVisit(), realisticResults(3)).page, heaviest: files }
    const { columns, heaviest, line } = encodePage(page)
    expect(encodePage({ ...page, run: 'another' }).heaviest).toEqual(heaviest)
    expect(decodePage(StoredPage.parse(line), columns, null, HeaviestLine.parse(heaviest))).toEqual(page)
    expect(() => decodePage(line, columns)).toThrow('do not fit')
  })

  it('is read back as it was', () => {
    const { page } = toRecord(aVisit(), realisticResults(17))
    const { columns, line } = encodePage(page)
    expect(decodePage(StoredPage.parse(line), columns)).toEqual(page)
  })

  it('keeps every shape of verdict', () => {
    const page = aPage({ results: {
      'freedom/legal-notice': ['unknown', null, null, {}, 'timeout'],
      'sobriety/ecoindex': ['fail', 0, null, {}],
      'sobriety/page-carbon': ['informative', 0.2, null, { france: 0.01 }],
      'solidarity/page-title': ['pass', null, null, {}],
      'solidarity/text-zoom': ['to-verify', null, 's0123456789ab', {}],
    } })
    const { columns, line } = encodePage(page)
    expect(line.results).toEqual([['u', null, null, null, 'timeout'], ['f', 0], ['i', 0.2, null, { france: 0.01 }], 'p', ['v', null, 's0123456789ab']])
    expect(decodePage(StoredPage.parse(line), columns)).toEqual(page)
  })

  it('weighs at most 2 kB with 17 audits, and still with 60', () => {
    for (const count of [17, 60]) expect(bytes(encodePage(toRecord(aVisit(), realisticResults(count)).page).line)).toBeLessThan(2000)
  })

  it('keeps the spread of several loads beside it, in a line of its own that stays as short', () => {
    const results = realisticResults(60)
    const spread = Object.fromEntries(results.flatMap(({ audit, measure }) => (measure ? [[audit, [measure.value - 1, measure.value, measure.value + 0.1, 3] as [number, number, number, number]]] : [])))
    const page = { ...toRecord(aVisit(), results).page, loads: { count: 3, spread } }
    const { columns, loads, line } = encodePage(page)
    for (const each of [loads, line]) expect(bytes(each)).toBeLessThan(2048)
    expect(decodePage(StoredPage.parse(line), columns, LoadsLine.parse(loads))).toEqual(page)
    expect(() => decodePage(line, columns)).toThrow('do not fit')
  })

  it('says once why a page was not measured, whatever the number of audits', () => {
    const failure = { code: 'timeout', detail: 'Too late.' } as const
    const results = realisticResults(60).map(({ audit, method }) => ({ audit, method, outcome: 'unknown' as const, measure: null, findings: [], failure }))
    const { page } = toRecord(aVisit({ status: 'not-measured', failure }), results)
    const { columns, line } = encodePage(page)
    expect(bytes(line)).toBeLessThan(800)
    expect(decodePage(StoredPage.parse(line), columns)).toEqual(page)
  })

  it('refuses columns that are not its own', () => {
    const { line } = encodePage(aPage())
    expect(() => decodePage(line, { id: 'c000000000000', audits: [] })).toThrow('do not fit')
  })

  it('costs at most 2 kB a page and run, new findings included, when only figures move', () => {
    const known = new Set<string>()
    const cost = (visit: number) => {
      const { page, findings } = toRecord(aVisit(), realisticResults(17, visit))
      const fresh = findings.filter(({ id }) => !known.has(id))
      for (const { id } of fresh) known.add(id)
      return bytes(encodePage(page).line) + fresh.reduce((sum, line) => sum + bytes(line), 0)
    }
    cost(1)
    expect(cost(2)).toBeLessThan(2000)
  })
})
