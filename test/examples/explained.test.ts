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
import { pageSteps } from '#lib/explain/page-steps'
import { explainVerdict } from '#lib/explain/verdict'
import { drawnSeries, publish, type PublicationInput } from '#lib/publish/publish'
import { readPublicationInput } from '../../scripts/compute.ts'
import { pull } from '../../scripts/pull.ts'

const at = '2026-11-22T12:00:00Z'
type Town = { input: PublicationInput; files: ReadonlyMap<string, unknown> }
const towns = new Map<string, Town>()
const folderOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const all = <T>(name: string, folder: string) => [...towns.get(name)?.files ?? []].filter(([path]) => path.startsWith(`${folder}/`)).map(([, value]) => value as T)
let dataDir = ''

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trefle-explained-'))
  await cp(folderOf('examples/villeneuve/data'), dataDir, { recursive: true })
  await pull({ dataDir, at })
  for (const [name, path] of [['the example town', dataDir], ['Strasbourg', folderOf('datasets/strasbourg')]] as const) {
    const { input } = await readPublicationInput({ dataDir: path, now: at })
    towns.set(name, { input, files: publish(input) })
  }
}, 30_000)
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const close = (a: number | null | undefined, b: number | null) => a != null && b !== null && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b))
const numbersOf = (town: string) => ({ indicators: all<PublishedIndicator>(town, 'indicators'), explained: new Map(all<PublishedExplanation>(town, 'explanations').map((each) => [each.id, each])) })

const columns = ['value', 'low', 'high', 'n', 'denominator', 'coverage'] as const
/** Numbers of the points of the series, each with the trees that are published of it: of two visits of one day, both. */
function pointNumbersOf(town: string) {
  const { indicators, explained } = numbersOf(town)
  return indicators.flatMap(({ id, series }) => series.flatMap((point) => columns.flatMap((column) => {
    const { period, value, derivation, bounds, counts, points = [] } = explained.get(id) ?? {}
    const latest = period === point.period ? { value: value === null ? undefined : derivation, ...bounds, ...counts }[column] : undefined
    const trees = [...(latest ? [latest] : []), ...points.filter((each) => each.row === point.period && each.column === column).map((each) => each.derivation)]
    return point[column] === null ? [] : [{ where: `${id}, ${point.period}, ${column}`, column, isLatest: period === point.period, value: point[column], trees }]
  })))
}

const publishedAt = (town: string, { indicator, period }: { indicator: string; period: string }) => numbersOf(town).indicators.find(({ id }) => id === indicator)?.series.findLast((point) => point.period === period)?.value

/** Numbers of the tables, each with the tree that is published of it. */
function cellsOf(town: string) {
  const { indicators, explained } = numbersOf(town)
  return indicators.flatMap(({ id, breakdowns }) => breakdowns.flatMap(({ id: table, columns, rows }) => rows.flatMap((row) => columns.flatMap(({ key }) => {
    const [value, name] = [row[key], String(row[columns[0]!.key])]
    const tree = explained.get(id)?.rows?.find((each) => each.breakdown === table && each.row === name && each.column === key)?.derivation
    return typeof value === 'number' ? [{ where: `${id}, ${table}, ${name}, ${key}`, value, tree }] : []
  }))))
}

describe.each([['the example town', 10, 600, 15, 300], ['Strasbourg', 3, 80, 0, 0]])('every figure of %s', (town, leastFigures, leastCells, leastSplits, leastOlder) => {
  it('has a published tree, as have its bounds and what is counted beside it, at each point of its series, and its leaves give it again', () => {
    const numbers = pointNumbersOf(town)
    expect(numbers.filter(({ column, isLatest }) => column === 'value' && isLatest).length).toBeGreaterThan(leastFigures)
    expect(numbers.filter(({ isLatest }) => !isLatest).length).toBeGreaterThan(leastOlder)
    expect(numbers.filter(({ column }) => column === 'n').length).toBeGreaterThan(leastFigures / 2)
    expect(numbers.filter(({ trees, value }) => !trees.some((tree) => close(recompute(tree), value))).map(({ where }) => where)).toEqual([])
  })

  it('is found again from the leaves of its tree, with its bounds, at each point of its series', () => {
    const points = drawnSeries(towns.get(town)!.input).flatMap(({ id, points: series }) => series.map(({ point, derivation, bounds }) => ({ id: `${id} ${point.period}`, point, derivation, bounds }))).filter(({ point }) => point.value !== null)
    expect(points.length).toBeGreaterThan(leastFigures)
    expect(points.filter(({ derivation, point }) => derivation === null || !close(recompute(derivation), point.value)).map(({ id }) => id)).toEqual([])
    expect(points.filter(({ bounds, point: { low, high } }) => low !== null && (bounds === undefined || !close(recompute(bounds.low), low) || !close(recompute(bounds.high), high))).map(({ id }) => id)).toEqual([])
  })

  it('has a tree for each number of its tables, which gives it again', () => {
    const cells = cellsOf(town)
    expect(cells.length).toBeGreaterThan(leastCells)
    expect(cells.filter(({ tree, value }) => tree === undefined || !close(recompute(tree), value)).map(({ where }) => where)).toEqual([])
  })

  it('shares a change among its parts to the last bit, wherever its tree has some', () => {
    const { indicators, explained } = numbersOf(town)
    const splits = [...explained.values()].flatMap(({ id, split }) => (split ? [{ id, split, values: new Map(indicators.find((each) => each.id === id)?.series.map(({ period, value }) => [period, value])) }] : []))
    expect(splits.length).toBeGreaterThanOrEqual(leastSplits)
    for (const { id, split: { from, to, effects }, values } of splits) {
      expect([from.value, to.value], id).toEqual([values.get(from.period), values.get(to.period)])
      expect(close(effects.reduce((sum, { effect }) => sum + effect, 0), to.value - from.value), id).toBe(true)
    }
  })

  it('moves when a leaf moves', () => {
    // Each by another step: two leaves that move alike leave their quotient where it was.
    let steps = 0
    const moved = (tree: Derivation): Derivation => (tree.rule === 'given' ? { ...tree, value: 1.5 * (tree.value ?? 0) + ++steps } : { ...tree, parts: tree.parts.map(moved) })
    for (const { id, derivation, value } of numbersOf(town).explained.values()) if (value !== null) expect(recompute(moved(derivation)), id).not.toBe(value)
    for (const { trees, value, where } of pointNumbersOf(town)) for (const tree of trees) expect(recompute(moved(tree)), where).not.toBe(value)
  })

  it('goes down to factors and imports that are said in full, to visits, to what a person wrote, or to a number that has its own tree', () => {
    for (const { id, value, derivation, bounds, counts, rows = [], points = [], citations } of numbersOf(town).explained.values()) {
      const keys = new Set(citations.map(({ key }) => key))
      for (const { label, value: leaf, from = [] } of [derivation, ...Object.values({ ...bounds, ...counts }), ...[...rows, ...points].map((row) => row.derivation)].flatMap(leavesOf)) {
        expect(from.length, `${id}: ${label}`).toBeGreaterThan(0)
        for (const origin of from) {
          expect(citationKey(origin) === null || keys.has(citationKey(origin) ?? ''), `${id}: ${label}`).toBe(true)
          if (origin.kind === 'figure') expect(leaf, `${id}: ${label}`).toBe(origin.of === undefined ? value : publishedAt(town, origin.of))
          if (origin.kind === 'cell') expect([...rows, ...points].find((each) => each.breakdown === origin.breakdown && each.row === origin.row && each.column === origin.column)?.derivation.value, `${id}: ${label}`).toBe(leaf)
        }
      }
      for (const citation of citations) expect(citation.lines.join(), citation.key).toMatch(/Source : .+|Lignes lues/)
    }
  })
})

describe('every carbon and every EcoIndex of a page of the example town', () => {
  it.each(['sobriety/page-carbon', 'sobriety/ecoindex'] as const)('follows from what its visit read, for %s', (audit) => {
    const { input: { pages, factors } } = towns.get('the example town')!
    const measured = pages.filter(({ results }) => results[audit]?.[1] != null)
    expect(measured.length).toBeGreaterThan(20)
    for (const page of measured) {
      const steps = pageSteps(audit, page, factors)
      expect(close(steps && recompute(steps), page.results[audit]?.[1] ?? null), `${page.site}/${page.page}`).toBe(true)
      expect(leavesOf(steps!).flatMap(({ from = [] }) => from.flatMap((origin) => (origin.kind === 'visit' ? origin.evidence : [])))).toContain(page.evidence)
    }
  })

  it('is told as it was recorded when today’s method would give another', () => {
    const { input: { pages, factors } } = towns.get('the example town')!
    const page = pages.find(({ results }) => results['sobriety/page-carbon']?.[1] != null)!
    const [outcome, value, ...rest] = page.results['sobriety/page-carbon']!
    expect(pageSteps('sobriety/page-carbon', { ...page, results: { ...page.results, 'sobriety/page-carbon': [outcome, 2 * value!, ...rest] } }, factors)).toBeNull()
  })
})

describe('every verdict of the example town', () => {
  it('is explained by its visit and its method', () => {
    const sites = all<unknown>('the example town', 'sites').map((each) => PublishedSite.parse(each))
    const verdicts = sites.flatMap((site) => site.pages.flatMap((page) => Object.entries(page.verdicts).map(([audit, verdict]) => ({ site: site.id, page: page.id, audit, verdict }))))
    expect(verdicts.length).toBeGreaterThan(100)
    const { input } = towns.get('the example town')!
    const cold = input.pages.filter(({ pass }) => pass === 'cold')
    for (const { site, page, audit, verdict } of verdicts) {
      const explained = explainVerdict({ site, page, audit }, { ...input, pages: cold })
      const [given, measure] = [explained?.derivation ?? null, verdict.measure?.value ?? null]
      expect(measure === null ? given : close(given && recompute(given), measure), `${site}/${page}/${audit}`).toBe(measure === null ? null : true)
    }
  })
})
