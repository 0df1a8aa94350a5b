import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { Commitment } from '#model/commitment'
import type { PublishedIndicator } from '#model/indicator'
import type { PublishedAudit, PublishedSite, PublishedTerritory } from '#model/publication'
import fleetFootprint from '#indicators/sobriety/fleet-footprint'
import pageWeight from '#indicators/sobriety/page-weight'
import dataFreshness from '#indicators/transverse/data-freshness'
import roadmapKept from '#indicators/transverse/roadmap-kept'
import { drawnSeries, publish, type PublicationInput } from '#lib/publish/publish'
import { toRecord } from '#lib/record/record'
import { aFactorBook, aSite, aTerritory, devices } from '../../facts-builders.ts'
import { rgaaGrid } from '../../../src/rgaa.ts'
import { aResult, aRun, aVisit } from '../../record-builders.ts'

const golden = fileURLToPath(new URL('../../golden/publication', import.meta.url))
const audit: PublishedAudit = { id: 'sobriety/page-weight', pillar: 'sobriety', method: 1, unit: 'B', references: [], text: { title: 'Poids', failing: 'f', why: 'w', mend: 'm' }, limits: [], needs: ['requests'], passes: ['cold', 'repeat'], accuses: false }
const promise = Commitment.parse({
  id: 'poids', pillar: 'sobriety', text: 'Alléger.', source: { title: 'Délibération', on: '2023-03-20', evidence: 'official' }, organisation: 'ville', function: 'Direction',
  indicator: 'page-weight', baseline: { value: 2_000_000, on: '2023-03-20' }, target: { value: 500_000, due: '2028-01-01', direction: 'at-most' },
})
const site = aSite('portail', { pages: [{ id: 'accueil', path: '/', role: 'home', name: 'Accueil' }, { id: 'contact', path: '/contact', role: 'contact' }, { id: 'jamais', path: '/jamais', role: 'other' }] })

const heavy = (bytes: number) => aResult({ outcome: 'fail', measure: { value: bytes, unit: 'B' }, findings: [{ message: `La page transfère ${bytes / 1000} ko.`, references: [{ standard: 'ecoindex', id: 'Cible' }] }] })
const lost = aResult({ outcome: 'unknown', measure: null, failure: { code: 'timeout', detail: '' } })

/** Two runs of two pages: lighter the second time, and a contact page that could not be measured. */
function tinyRecord(): Pick<PublicationInput, 'runs' | 'pages' | 'findings'> {
  const days = ['2026-05-19', '2026-11-20'] as const
  const visits = days.flatMap((day, index) => {
    const seen = { run: `${day}T080000Z`, at: `${day}T08:00:20Z`, url: 'https://portail.essai.example/' }
    const late = { status: 'not-measured', failure: { code: 'timeout', detail: 'Too late.' } } as const
    return [
      toRecord(aVisit(seen), [heavy(index === 0 ? 1_800_000 : 1_200_000)]),
      toRecord(aVisit({ ...seen, page: 'contact', role: 'contact', ...(index === 1 ? late : {}) }), [index === 0 ? heavy(1_400_000) : lost]),
    ]
  })
  return {
    runs: days.map((day) => aRun({ run: `${day}T080000Z`, startedAt: `${day}T08:00:00Z`, finishedAt: `${day}T08:10:00Z` })),
    pages: visits.map(({ page }) => page),
    findings: new Map([['portail', new Map(visits.flatMap(({ findings }) => findings.map((line) => [line.id, line] as const)))]]),
  }
}

const input = (part: Partial<PublicationInput> = {}): PublicationInput => ({
  territory: aTerritory, sites: [site], commitments: [promise], audits: [audit], ...tinyRecord(), observations: [devices(10)], imports: [], factors: aFactorBook, rgaa: rgaaGrid, people: { manualAudits: [], userReviews: [] },
  indicators: new Map(Object.entries({ 'sobriety/fleet-footprint': fleetFootprint, 'sobriety/page-weight': pageWeight, 'transverse/data-freshness': dataFreshness })),
  now: '2026-11-22T12:00:00Z', ...part,
})
const text = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`
const files = publish(input())
const file = <T>(path: string, of = files) => of.get(path) as T

describe('the publication of a tiny record', () => {
  it.each([...files])('%s is the golden one (update: vitest run --project unit test/lib/publish/publish.test.ts --update)', async (path, value) => {
    await expect(text(value)).toMatchFileSnapshot(`${golden}/${path}`)
  })

  it('has the golden files and no other', () => {
    const kept = readdirSync(golden, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`.slice(golden.length + 1)).sort()
    expect([...files.keys()].sort()).toEqual(kept)
  })

  it('is the same for the same input', () => {
    expect([...publish(input())].map(([path, value]) => path + text(value))).toEqual([...files].map(([path, value]) => path + text(value)))
  })

  it('leaves the unmeasured page out of the value and lowers the coverage', () => {
    const { series } = file<PublishedIndicator>('indicators/page-weight.json')
    expect(series.map(({ value, coverage }) => [value, coverage])).toEqual([[1_600_000, 1], [1_200_000, 0.5]])
  })

  it('counts promises by what was known on each day, and leaves alone the one that follows their count', () => {
    const itself = { ...promise, id: 'tenir-parole', indicator: 'roadmap-kept' }
    const lighter = { ...promise, target: { value: 1_300_000, due: '2028-01-01', direction: 'at-most' as const } }
    const drawn = drawnSeries(input({ commitments: [lighter, itself], indicators: new Map(Object.entries({ 'sobriety/page-weight': pageWeight, 'transverse/roadmap-kept': roadmapKept })) }))
    // 1,600 kB in May, where the line from 2,000 in March 2023 to 1,300 in 2028 asks for 1,537; 1,200 in November.
    expect(drawn.find(({ id }) => id === 'roadmap-kept')?.points.map(({ point: { period, value, n, denominator } }) => [period, value, n, denominator]))
      .toEqual([['2026-05-19', 0, 1, 2], ['2026-11-20', 100, 1, 2], ['2026-11-22', 100, 1, 2]])
  })

  it('names its sources, which the figures cite by their ids', () => {
    const source = { id: 'parc', name: 'Parc informatique', connector: 'inventory-csv', organisation: 'ville', licence: 'Licence Ouverte 2.0', cadence: 'yearly' as const, settings: {} }
    expect(publish(input({ sources: [source] })).get('territory.json')).toMatchObject({ sourceNames: { parc: 'Parc informatique' } })
  })

  it('says of a page why it was not measured, and never says of one that nobody visited that it is fine', () => {
    const { pages } = file<PublishedSite>('sites/portail.json')
    expect(pages.map(({ id, status, failure }) => [id, status, failure?.code])).toEqual([['accueil', 'measured', undefined], ['contact', 'not-measured', 'timeout'], ['jamais', 'not-measured', 'not-attempted']])
    expect(pages[1]?.verdicts['sobriety/page-weight']).toMatchObject({ outcome: 'unknown', measure: null, failure: 'timeout' })
    expect(file<PublishedTerritory>('territory.json').counts).toEqual({ sites: 1, pages: 3, measuredPages: 1 })
  })

  it('only lets the clock decide what is old', () => {
    const later = publish(input({ now: '2027-06-01T00:00:00Z' }))
    const [fresh, stale] = [file<PublishedIndicator>('indicators/page-weight.json'), file<PublishedIndicator>('indicators/page-weight.json', later)]
    expect([fresh.latest?.state, stale.latest?.state]).toEqual(['measured', 'stale'])
    expect(stale.series).toEqual(fresh.series)
    expect(text(file('sites/portail.json', later))).toBe(text(file('sites/portail.json')))
  })
})
