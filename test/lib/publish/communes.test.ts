import { describe, expect, it } from 'vitest'
import { communesOf, figureConflicts, publishedCommune, withoutDeducibleFigures, type GivenRecord, type KnownWords } from '#lib/publish/communes'
import type { PublishedIndicator } from '#model/indicator'
import type { Observation } from '#model/observation'
import { loadIndicators } from '#effects/territory/discover'
import { totalIds } from '#lib/publish/sums'
import { aPoint, anIndicator } from '../../published-builders.ts'
import { aMetropolis } from '../../report-builders.ts'

const indicators = new Map([...await loadIndicators()].map(([key, definition]) => [key.split('/')[1] ?? key, definition]))
const [, , bourg] = aMetropolis.organisations
if (!bourg) throw new Error('The metropolis has a third organisation')
const sessions: KnownWords = { id: 'help-sessions', pillar: 'solidarity', unit: 'count', smallest: 5, title: 'Accompagnements' }
const share: KnownWords = { id: 'free-share', pillar: 'freedom', unit: '%', title: 'Logiciels libres' }
const given = (indicators: PublishedIndicator[], observations: Observation[] = []): GivenRecord => ({
  manifest: { schema: 'trefle/bundle@1', kind: 'record', commune: { id: 'mairie', name: 'Bourg', code: '67043' }, at: '2026-11-22T10:00:00Z', files: [], sum: '0'.repeat(64) },
  indicators, observations, agents: 40,
})
const figures = (known: KnownWords, indicator: PublishedIndicator) => publishedCommune(bourg, given([indicator]), { sites: [], observations: [], known: [known] }).figures
const counted = (value: number) => anIndicator([aPoint('2026', value)], { id: 'help-sessions', unit: 'count' })
const anObservation = (value: number, more: Partial<Observation> = {}): Observation =>
  ({ metric: 'help.sessions', subject: 'bourg', period: '2026', value, unit: 'count', quality: 'declared', source: 'a', at: '2026-11-01T00:00:00Z', dimensions: {}, ...more })

describe('a commune on the dashboard of its intercommunality', () => {
  it('has its sums told per 1,000 inhabitants and per equipped agent', () => {
    expect(figures(sessions, counted(80))).toMatchObject([{ value: 80, perThousandInhabitants: 40, perAgent: 2 }])
  })

  it('has its shares told as they are: a share of inhabitants would mean nothing', () => {
    expect(figures(share, anIndicator([aPoint('2026', 30)], { id: 'free-share', unit: '%' }))).toMatchObject([{ value: 30, perThousandInhabitants: null, perAgent: null }])
  })

  it('never shows a count of under five people, nor what would give it back', () => {
    expect(figures(sessions, counted(4))).toMatchObject([{ value: null, low: null, high: null, state: 'suppressed', perThousandInhabitants: null, perAgent: null }])
    expect(figures(sessions, counted(5))).toMatchObject([{ value: 5 }])
  })

  it('is told in the words of the intercommunality, and never in another unit', () => {
    expect(figures(sessions, { ...counted(80), text: { ...counted(80).text, title: 'Un autre titre' } })[0]?.title).toBe('Accompagnements')
    expect(figures(sessions, { ...counted(80), unit: 'hour' })).toEqual([])
  })

  it('has a page before it shares anything, without figures', () => {
    expect(publishedCommune(bourg, null, { sites: [], observations: [], known: [sessions] })).toMatchObject({ bundle: null, figures: [], conflicts: [], inhabitants: 2000 })
  })

  it('shows both values where two records contradict each other, and chooses none', () => {
    const own = [anObservation(8), anObservation(3, { period: '2025' })]
    const theirs = [anObservation(9, { subject: 'mairie' }), anObservation(3, { subject: 'mairie', period: '2025' }), anObservation(1, { subject: 'mairie', period: '2024' })]
    expect(figureConflicts(own, theirs)).toEqual([{ metric: 'help.sessions', period: '2026', dimensions: {}, unit: 'count', own: 8, theirs: 9 }])
  })
})

describe('communes side by side', () => {
  const told = (...values: number[]) => withoutDeducibleFigures(values.map((value, index) => ({ ...publishedCommune(bourg, given([counted(value)]), { sites: [], observations: [], known: [sessions] }), id: `c-${index}` })), [sessions])
    .map(({ figures: [figure] }) => figure?.value ?? figure?.state)

  it('hide the smallest of the others with the one that is hidden alone: a total would give it back', () => {
    expect(told(80, 3, 12)).toEqual([80, 'suppressed', 'suppressed'])
  })

  it('hide nothing more when none is hidden, or when two protect each other', () => {
    expect(told(80, 12)).toEqual([80, 12])
    expect(told(80, 3, 4)).toEqual([80, 'suppressed', 'suppressed'])
  })
})

it('is told per inhabitant only by indicators that exist and count something', () => {
  expect([...totalIds].filter((id) => !indicators.has(id))).toEqual([])
  expect([...totalIds].filter((id) => !['t', 'kg', 'kWh', 'hour', 'count'].includes(indicators.get(id)?.unit ?? ''))).toEqual([])
})

it('gives pages to communes only where there are several', () => {
  expect(communesOf(aMetropolis).map(({ id }) => id)).toEqual(['bourg', 'ville'])
  expect(communesOf({ ...aMetropolis, organisations: aMetropolis.organisations.slice(0, 2) })).toEqual([])
})

it('orders communes by the name that people look for', () => {
  const named = (name: string) => ({ ...bourg, id: name, name })
  const organisations = [named('Vendenheim'), named('Ville de Strasbourg'), named('Hœnheim'), named('Souffelweyersheim'), named('Hangenbieten')]
  expect(communesOf({ ...aMetropolis, organisations }).map(({ name }) => name)).toEqual(['Hangenbieten', 'Hœnheim', 'Souffelweyersheim', 'Ville de Strasbourg', 'Vendenheim'])
})
