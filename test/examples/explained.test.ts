import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Derivation } from '#model/derivation'
import { PublishedExplanation } from '#model/explanation'
import type { PublishedIndicator } from '#model/indicator'
import { PublishedSite } from '#model/publication'
import { citationKey } from '#lib/explain/citations'
import { leavesOf, recompute } from '#lib/explain/derivation'
import { explainVerdict } from '#lib/explain/verdict'
import { drawnSeries, publish, type PublicationInput } from '#lib/publish/publish'
import { readPublicationInput } from '../../scripts/compute.ts'
import { pull } from '../../scripts/pull.ts'

const example = fileURLToPath(new URL('../../examples/villeneuve/data', import.meta.url))
const at = '2026-11-22T12:00:00Z'
let dataDir = ''
let input: PublicationInput
let files: ReadonlyMap<string, unknown>
const all = <T>(folder: string) => [...files].filter(([path]) => path.startsWith(`${folder}/`)).map(([, value]) => value as T)

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trefle-explained-'))
  await cp(example, dataDir, { recursive: true })
  await pull({ dataDir, at })
  input = (await readPublicationInput({ dataDir, now: at })).input
  files = publish(input)
}, 30_000)
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const close = (a: number | null, b: number | null) => a !== null && b !== null && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b))

describe('every figure of the example town', () => {
  it('has a page that explains it', () => {
    const published = all<PublishedIndicator>('indicators').filter(({ latest }) => latest?.value != null)
    expect(published.length).toBeGreaterThan(10)
    const explained = new Map(all<PublishedExplanation>('explanations').map((each) => [each.id, each]))
    expect(published.filter(({ id, latest }) => !close(explained.get(id)?.value ?? null, latest?.value ?? null)).map(({ id }) => id)).toEqual([])
  })

  it('is found again from the leaves of its tree, at each point of its series', () => {
    const points = drawnSeries(input).flatMap(({ id, points: series }) => series.map(({ point, derivation }) => ({ id: `${id} ${point.period}`, value: point.value, derivation }))).filter(({ value }) => value !== null)
    expect(points.length).toBeGreaterThan(50)
    expect(points.filter(({ derivation, value }) => derivation === null || !close(recompute(derivation), value)).map(({ id }) => id)).toEqual([])
  })

  it('moves when a leaf moves', () => {
    const moved = (tree: Derivation): Derivation => (tree.rule === 'given' ? { ...tree, value: (tree.value ?? 0) + 1 } : { ...tree, parts: tree.parts.map(moved) })
    for (const { id, derivation, value } of all<PublishedExplanation>('explanations')) expect(recompute(moved(derivation)), id).not.toBe(value)
  })

  it('goes down to factors and imports that are said in full, to visits, or to what a person wrote', () => {
    for (const { id, derivation, citations } of all<PublishedExplanation>('explanations')) {
      const keys = new Set(citations.map(({ key }) => key))
      for (const { label, from = [] } of leavesOf(derivation)) {
        expect(from.length, `${id}: ${label}`).toBeGreaterThan(0)
        for (const origin of from) expect(citationKey(origin) === null || keys.has(citationKey(origin) ?? ''), `${id}: ${label}`).toBe(true)
      }
      for (const citation of citations) expect(citation.lines.join(), citation.key).toMatch(/Source : .+|lignes lues/)
    }
  })
})

describe('every verdict of the example town', () => {
  it('is explained by its visit and its method', () => {
    const sites = all<unknown>('sites').map((each) => PublishedSite.parse(each))
    const verdicts = sites.flatMap((site) => site.pages.flatMap((page) => Object.entries(page.verdicts).map(([audit, verdict]) => ({ site: site.id, page: page.id, audit, verdict }))))
    expect(verdicts.length).toBeGreaterThan(100)
    const cold = input.pages.filter(({ pass }) => pass === 'cold')
    for (const { site, page, audit, verdict } of verdicts) {
      const explained = explainVerdict({ site, page, audit }, cold, input.runs, input.audits)
      expect(explained?.derivation?.value ?? null, `${site}/${page}/${audit}`).toBe(verdict.measure?.value ?? null)
    }
  })
})
