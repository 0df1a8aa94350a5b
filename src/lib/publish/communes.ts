import type { BundleManifest, CommuneFigure, DeclaredLine, FigureConflict } from '#model/bundle'
import { PublishedCommune } from '#model/bundle'
import type { Measure, PublishedIndicator } from '#model/indicator'
import type { Observation } from '#model/observation'
import type { Site } from '#model/site'
import type { Organisation, Territory } from '#model/territory'
import { canonical } from '../record/canonical.ts'
import { measureOf } from './measure.ts'
import { hiddenWhenSmall } from './small-numbers.ts'
import { isTotal } from './sums.ts'

/** What a commune gave: its indicators as it published them, its observations, and its agents who have a device. */
export type GivenRecord = { manifest: BundleManifest; indicators: readonly PublishedIndicator[]; observations: readonly Observation[]; agents: number | null }

/** What the intercommunality says of an indicator: its words and its rules stand, never those of the file. */
export type KnownWords = Pick<PublishedIndicator, 'id' | 'pillar' | 'unit' | 'smallest'> & { title: string }

type Told = Pick<Measure, 'value' | 'low' | 'high' | 'state' | 'n'> & Pick<CommuneFigure, 'period' | 'method' | 'source'>

/** What the commune publishes; null for a figure in another unit, which is another figure. */
function published(indicator: PublishedIndicator | undefined, { unit }: KnownWords): Told | null {
  if (!indicator?.latest || indicator.unit !== unit) return null
  const { value, low, high, state, n, method, period, undated } = indicator.latest
  return { value, low, high, state, n, method, period: undated ? null : period, source: null }
}

/** The newest of what the commune declared by CSV. */
function declared(lines: readonly DeclaredLine[], { id }: KnownWords): Told | null {
  const last = lines.filter(({ indicator }) => indicator === id).sort((a, b) => (a.period < b.period ? -1 : 1)).at(-1)
  return last ? { value: last.value, low: null, high: null, state: 'declared', n: last.n ?? null, method: null, period: last.period, source: last.source } : null
}

/** A count of few people is itself small, even when nobody says how many things it rests on. */
function figureOf({ n, method, period, source, ...told }: Told, known: KnownWords, inhabitants: number | null, agents: number | null): CommuneFigure {
  const { value, low, high, state } = hiddenWhenSmall({ ...measureOf(told), n: n ?? (known.unit === 'count' ? told.value : null) }, known.smallest)
  const shared = (by: number | null, times: number) => (value === null || by === null || !isTotal(known.id) ? null : (value / by) * times)
  return {
    indicator: known.id, pillar: known.pillar, title: known.title, unit: known.unit, value, low, high, state, period, method, source,
    perThousandInhabitants: shared(inhabitants, 1000), perAgent: shared(agents, 1),
  }
}

const factOf = ({ metric, period, dimensions, unit }: Observation) => canonical({ metric, period, dimensions, unit })

/** Facts that both records state about the commune, with two values. In the order of the facts. */
export function figureConflicts(own: readonly Observation[], theirs: readonly Observation[]): FigureConflict[] {
  const known = new Map(own.map((each) => [factOf(each), each.value]))
  return theirs.flatMap((each) => {
    const before = known.get(factOf(each))
    if (before == null || each.value === null || before === each.value) return []
    return [{ metric: each.metric, period: each.period, dimensions: each.dimensions, unit: each.unit, own: before, theirs: each.value }]
  }).sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1))
}

/** What people look for is the name of the place: « Ville de Strasbourg » stands under S. */
export const placeName = ({ name }: { name: string }) => name.replace(/^(?:ville|commune) d(?:e |u |es |[’'])/i, '')
export const byCommuneName = (a: { name: string }, b: { name: string }): number => placeName(a).localeCompare(placeName(b), 'fr')

/** The communes that get a page, in the order of their names: those of a territory that has several. */
export function communesOf({ organisations }: Territory): Organisation[] {
  const communes = organisations.filter(({ kind }) => kind === 'commune')
  return communes.length > 1 ? communes.toSorted(byCommuneName) : []
}

/** One commune as its page shows it. Pure. `observations`: those of the intercommunality. */
export function publishedCommune(commune: Organisation, given: GivenRecord | null, facts: { sites: readonly Site[]; observations: readonly Observation[]; known: readonly KnownWords[]; declared?: readonly DeclaredLine[] }): PublishedCommune {
  const inhabitants = commune.inhabitants ?? null
  const agents = given?.agents ?? null
  const lines = (facts.declared ?? []).filter((line) => line.commune === commune.id)
  const byId = new Map(given?.indicators.map((indicator) => [indicator.id, indicator]))
  return PublishedCommune.parse({
    generated: 'by trefle compute, do not edit', id: commune.id, name: commune.name, inhabitants, agents,
    sites: facts.sites.filter(({ organisation }) => organisation === commune.id).map(({ id }) => id),
    bundle: given && { at: given.manifest.at, sum: given.manifest.sum },
    figures: facts.known.flatMap((words) => {
      // What the commune computes from its record stands before what it once wrote in a table.
      const told = published(byId.get(words.id), words) ?? declared(lines, words)
      return told ? [figureOf(told, words, inhabitants, agents)] : []
    }),
    conflicts: given ? figureConflicts(facts.observations.filter(({ subject }) => subject === commune.id), given.observations.filter(({ subject }) => subject === given.manifest.commune.id)) : [],
  })
}

const withFigure = (commune: PublishedCommune, hidden: ReadonlySet<CommuneFigure>): PublishedCommune => ({
  ...commune,
  figures: commune.figures.map((figure) => (hidden.has(figure) ? { ...figure, value: null, low: null, high: null, state: 'suppressed', perThousandInhabitants: null, perAgent: null } : figure)),
})

/**
 * Communes side by side, whose total is often published too: where one alone hides a total that counts people, the smallest of the others
 * hides with it, or a subtraction would give it back (complementary suppression).
 */
export function withoutDeducibleFigures(communes: readonly PublishedCommune[], known: readonly KnownWords[]): PublishedCommune[] {
  const hidden = new Set<CommuneFigure>()
  for (const { id } of known.filter(({ id: name, smallest }) => smallest !== undefined && isTotal(name))) {
    const told = communes.flatMap(({ figures }) => figures.filter(({ indicator }) => indicator === id))
    if (told.filter(({ state }) => state === 'suppressed').length !== 1) continue
    const [smallest] = told.filter(({ value }) => value !== null).sort((a, b) => (a.value ?? 0) - (b.value ?? 0))
    if (smallest) hidden.add(smallest)
  }
  return communes.map((commune) => withFigure(commune, hidden))
}
