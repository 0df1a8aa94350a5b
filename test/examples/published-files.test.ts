import { globSync, readFileSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unexplainedChanges } from '#effects/record/dated-editions'
import { compute } from '../../scripts/compute.ts'
import { pull } from '../../scripts/pull.ts'

const at = '2026-11-22T12:00:00.000Z'
let dataDir = ''
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trefle-published-'))
  await cp(fileURLToPath(new URL('../../examples/villeneuve/data', import.meta.url)), dataDir, { recursive: true })
  // Read before the edition of the example was frozen: what reads otherwise cannot pass for newer data.
  await pull({ dataDir, at: '2026-05-25T12:00:00.000Z' })
  await compute({ dataDir, now: at })
}, 30_000)
afterAll(() => rm(dataDir, { recursive: true, force: true }))

type Step = { value: number | null; rule: string; parts: Step[]; times?: number; from?: { kind: string; breakdown?: string; row?: string; column?: string; id?: string }[] }
type Explanation = { id: string; value: number; derivation: Step; rows?: { breakdown: string; row: string; column: string; derivation: Step }[] }
type Site = { id: string; pages: { verdicts: Record<string, { measure: { value: number } | null }> }[] }
const file = <T>(path: string): T => JSON.parse(readFileSync(join(dataDir, 'publication', path), 'utf8')) as T
const folder = <T>(name: string): T[] => globSync(`${name}/*.json`, { cwd: join(dataDir, 'publication') }).sort().map((path) => file<T>(path))
const latest = (id: string) => file<{ latest: { value: number } }>(`indicators/${id}.json`).latest.value

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length / 2
  return sorted.length % 2 === 1 ? sorted[Math.floor(half)]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** The recipe of docs/guides/editions.md, written anew from its words: nothing here is Trèfle's own code. */
function again(step: Step, whole: Explanation): number {
  const [origin] = step.from ?? []
  const row = whole.rows?.find((each) => each.breakdown === origin?.breakdown && each.row === origin?.row && each.column === origin?.column)
  if (origin?.kind === 'cell' && row) return again(row.derivation, whole)
  if (step.rule === 'given') return step.value!
  const parts = step.parts.map((part) => again(part, whole))
  const [first = NaN, ...others] = parts
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
  switch (step.rule) {
    case 'sum': return total(parts)
    case 'difference': return first - total(others)
    case 'product': return parts.reduce((product, value) => product * value, 1)
    case 'quotient': return first / others[0]!
    case 'median': return middle(parts.flatMap((value, index) => Array.from({ length: step.parts[index]!.times ?? 1 }, () => value)))
    case 'greatest': return Math.max(...parts)
    case 'least': return Math.min(...parts)
    case 'quadrature': return Math.sqrt(total(parts.map((value) => value * value)))
    default: throw new Error(`The recipe does not say how to follow "${step.rule}".`)
  }
}

describe('anybody with the published files', () => {
  it('computes every latest figure again, by the recipe alone', () => {
    const explanations = folder<Explanation>('explanations')
    expect(explanations.length).toBeGreaterThan(50)
    const wrong = explanations.filter((each) => Math.abs(again(each.derivation, each) - latest(each.id)) > 1e-9 * Math.max(1, Math.abs(each.value)))
    expect(wrong.map(({ id }) => id)).toEqual([])
  })

  it('finds the factor of each leaf of the footprint of devices among the factors of the edition', () => {
    const { derivation, rows = [] } = file<Explanation>('explanations/fleet-footprint.json')
    const leaves = (step: Step): Step[] => (step.parts.length === 0 ? [step] : step.parts.flatMap(leaves))
    const { factors } = file<{ factors: Record<string, string> }>('edition.json')
    const cited = [derivation, ...rows.map((row) => row.derivation)].flatMap(leaves).flatMap(({ from = [] }) => from.flatMap(({ kind, id }) => (kind === 'factor' && id ? [id] : [])))
    expect(cited.length).toBeGreaterThan(5)
    expect(Object.keys(factors)).toEqual(expect.arrayContaining(['laptop', 'desktop']))
    expect(cited).toEqual(expect.arrayContaining(['laptop', 'desktop']))
  })

  it('finds the weight of the sites again from the files of the sites, one voice a site', () => {
    const bySite = folder<Site>('sites').map(({ pages }) => pages.flatMap(({ verdicts }) => verdicts['sobriety/page-weight']?.measure?.value ?? []))
    expect(bySite.flat().length).toBeGreaterThan(10)
    expect(latest('page-weight')).toBeCloseTo(middle(bySite.filter(({ length }) => length > 0).map(middle)), 6)
  })
})

it('the edition that the example froze in June differs from today by an erratum, a method and a year that was under way, and by nothing else', async () => {
  const [edition] = folder<{ name: string; figures: unknown[]; changes: { indicator: string; period: string; was: number; is: number; cause: string }[] }>('editions')
  expect(edition?.name).toBe(basename(globSync('*.json', { cwd: join(dataDir, 'editions') })[0]!, '.json'))
  expect(edition?.changes.map(({ indicator, period, was, is, cause }) => [indicator, period, was, is, cause])).toEqual([
    ['help-sessions', '2026-03', 183, 147, 'erratum'], ['room-energy', '2026-03', 7744.8, 7747.6, 'method'], ['staff-trained', '2026', 41, 61, 'unfinished'],
  ])
  expect(await unexplainedChanges(dataDir)).toEqual([])
})
