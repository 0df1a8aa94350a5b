import type { Derivation } from '#model/derivation'
import type { CatalogueId, IndicatorText, Measure, TargetStyle } from '#model/indicator'
import type { MetricId, Observation } from '#model/observation'
import type { Period, Quality, Unit } from '#model/quantity'
import type { Theme } from '#model/theme'
import type { Facts, IndicatorDefinition } from '../define.ts'
import { converted, derive, given } from '../explain/derivation.ts'
import { explainedTable, tablesOf, type ExplainedTable } from '../explain/explained-table.ts'
import { capital } from '../words/typography.ts'
import { measureOf } from './measure.ts'
import { withoutSmallCells } from './small-numbers.ts'

/**
 * How declared figures make a value. `sum`: what the bodies of the territory count, added. `value`: a figure that does not add up
 * (a mean, a stage, a score), with the number of things it rests on. `part` over `whole`: a share, or a ratio of two energies.
 */
export type Counting =
  | { sum: MetricId }
  | { value: MetricId; n?: MetricId }
  | { part: MetricId; whole: MetricId }

/**
 * A table beside the value: the figures of a metric, told apart by one of their coordinates. `people`: its cells count people. `words`: French
 * for the codes of the coordinate.
 */
export type DeclaredTable = { id: string; title: string; label: string; metric: MetricId; by: string; people?: true; words?: Readonly<Record<string, string>> }

/** An indicator whose figures are declared by those who hold them, by a file or in figures.yml. */
export type DeclaredIndicator = Pick<IndicatorDefinition, 'direction' | 'smallest'> & Partial<Pick<IndicatorDefinition, 'references' | 'freshDays' | 'method'>> & {
  /** Absent for one that stands beside the catalogue. */
  catalogue?: CatalogueId
  theme: Theme
  unit: Unit
  /** Default: a year. */
  cadence?: 'month' | 'year'
  targetStyle: TargetStyle
  formula: string
  counts: Counting
  tables?: readonly DeclaredTable[]
  /** `method`: what is counted, in two lines; the three lines that all declared figures share follow. */
  text: IndicatorText
}

/** From the firmest to the least: a value is worth what its weakest figure is worth. */
const worth: readonly Quality[] = ['measured', 'computed', 'estimated', 'declared', 'announced']
const weakest = (used: readonly Pick<Observation, 'quality'>[]): Quality => worth[Math.max(...used.map(({ quality }) => worth.indexOf(quality)))] ?? 'declared'

type Known = Observation & { value: number }

type Stated = Pick<Facts, 'observations'>

const within = ({ observations }: Stated, metric: MetricId, period: Period): Known[] =>
  observations.filter((each): each is Known => each.metric === metric && each.period.startsWith(period) && each.value !== null)

/**
 * Two sources that state one figure of one body do not add up: the firmest is kept, then the one read last. A figure of which nobody
 * knows the date yields to a dated one.
 */
function oneSource(figures: readonly Known[]): Known[] {
  const dated = new Set(figures.filter(({ dimensions }) => dimensions.dated !== 'no').map(({ subject }) => subject))
  const kept = figures.filter(({ subject, dimensions }) => dimensions.dated !== 'no' || !dated.has(subject))
  return [...Map.groupBy(kept, ({ subject, period }) => `${subject} ${period}`).values()].flatMap((same) => {
    const bySource = [...Map.groupBy(same, ({ source }) => source).values()].map((own) => ({ own, rank: worth.indexOf(weakest(own)), at: own.map(({ at }) => at).sort().at(-1) ?? '' }))
    return bySource.sort((a, b) => a.rank - b.rank || (a.at < b.at ? 1 : -1))[0]?.own ?? []
  })
}

/** The figures of a metric within a period; of one that does not add up, only the newest of each body. */
export function statedIn(facts: Stated, metric: MetricId, period: Period, adds: boolean): Known[] {
  const own = oneSource(within(facts, metric, period))
  if (adds) return own
  return [...Map.groupBy(own, ({ subject }) => subject).values()].flatMap((ofSubject) => ofSubject.toSorted((a, b) => (a.period < b.period ? -1 : 1)).slice(-1))
}

/** Said when a figure of these metrics was left aside for that of another source. */
export const doubledLine = (facts: Stated, metrics: readonly MetricId[], period: Period): string[] =>
  (metrics.some((metric) => statedIn(facts, metric, period, true).length < within(facts, metric, period).length)
    ? ['Plusieurs sources donnent un même chiffre de la même organisation : elles ne s’additionnent pas, la plus ferme est gardée.'] : [])

const total = (used: readonly Known[]): number | null => (used.length === 0 ? null : used.reduce((sum, { value }) => sum + value, 0))

const declaredStep = (unit: string, { subject, period, value, source, note }: Known): Derivation =>
  given(`${subject}, ${period}${note ? ` : ${note}` : ''}`, value, unit, { kind: 'import', source, facts: 1 })

/** What was declared, body by body, added. */
const declaredSteps = (label: string, unit: string, used: readonly Known[]): Derivation => derive('sum', label, unit, used.map((figure) => declaredStep(unit, figure)))

/** A value of such figures, with what is said of them. */
export function made(used: readonly Observation[], steps: Derivation | null, more: Partial<Parameters<typeof measureOf>[0]> = {}): Measure {
  const basis = [...new Set(used.flatMap(({ dimensions }) => dimensions.basis ?? []))].join(' ; ')
  const undated = used.some(({ dimensions }) => dimensions.dated === 'no')
  return measureOf({
    value: steps?.value ?? null, ...(steps && steps.value !== null ? { derivation: steps } : {}), state: used.length === 0 ? 'not-measured' : weakest(used),
    ...(basis === '' ? {} : { basis }), ...(undated ? { undated } : {}),
    inputs: { runs: [], sources: [...new Set(used.map(({ source }) => source))].sort(), factors: [] },
    ...more,
    missing: [...(more.missing ?? []), ...new Set(used.flatMap(({ note }) => note ?? [])), ...(undated ? ['Le document ne dit pas de quand date ce chiffre.'] : [])],
  })
}

/** How the definition writes its figure: its formula names the steps of the tree, "what is counted / what it is a part of". */
type Written = Pick<DeclaredIndicator, 'unit' | 'formula'>

/** One body's figure is the value; those of several stand in a table, since a mean of means would be nobody's. */
function valueOf(facts: Facts, { value: metric, n: counted }: { value: MetricId; n?: MetricId }, period: Period, { unit, formula }: Written): Measure {
  const used = statedIn(facts, metric, period, false)
  const things = counted === undefined ? [] : statedIn(facts, counted, period, false)
  const n = things.length === 0 ? null : declaredSteps('Ce sur quoi repose le chiffre', wordOf(things), things)
  if (used.length <= 1) return made(used, used.length === 0 ? null : declaredSteps(capital(formula), unit, used), { n })
  const nameOf = (subject: string) => facts.territory.organisations.find(({ id }) => id === subject)?.name ?? subject
  return made(used, null, {
    missing: ['Plusieurs organisations donnent ce chiffre, et il ne s’additionne pas : elles se lisent côte à côte.'],
    ...tablesOf([explainedTable('by-organisation', 'Par organisation', [['organisation', 'Organisation'], ['value', 'Valeur', unit]], used.map((figure) => ({ organisation: nameOf(figure.subject), value: declaredStep(unit, figure) })))]),
  })
}

const wordOf = ([first]: readonly Known[]): string => (first === undefined || first.unit === 'count' ? '' : first.unit)

/** Bodies that give only one of the two figures are left out of both sums, or the share would be of two different estates. */
function shareOf(facts: Facts, { part, whole }: { part: MetricId; whole: MetricId }, period: Period, { unit, formula }: Written): Measure {
  const [parts, wholes] = [statedIn(facts, part, period, true), statedIn(facts, whole, period, true)]
  const both = new Set(parts.map(({ subject }) => subject).filter((subject) => wholes.some((each) => each.subject === subject)))
  const used = [...parts, ...wholes].filter(({ subject }) => both.has(subject))
  const shared = (figures: readonly Known[]) => figures.filter(({ subject }) => both.has(subject))
  const below = total(shared(wholes))
  if (below === null || below === 0) {
    const half = parts.length > 0 ? 'Le total auquel rapporter ce chiffre n’est pas connu.' : 'Seul le total est connu, pas la part.'
    return made([], null, { missing: parts.length + wholes.length > 0 ? [half] : [] })
  }
  const counts = wholes.every((each) => each.unit === 'count')
  const [above = part, under = whole] = formula.split(' / ').map(capital)
  const counted = declaredSteps(under, wordOf(wholes), shared(wholes))
  const ratio = derive('quotient', capital(formula), unit === '%' ? '' : unit, [declaredSteps(above, wordOf(parts), shared(parts)), counted])
  return made(used, unit === '%' ? converted('En pour cent', '%', ratio, 100, 'pour cent') : ratio, counts ? { n: counted } : {})
}

function compute(facts: Facts, counts: Counting, period: Period, written: Written): Measure {
  const { unit, formula } = written
  if ('part' in counts) return shareOf(facts, counts, period, written)
  if ('value' in counts) return valueOf(facts, counts, period, written)
  const used = statedIn(facts, counts.sum, period, true)
  const sum = used.length === 0 ? null : declaredSteps(capital(formula), unit, used)
  return made(used, sum, { n: unit === 'count' ? sum : null })
}

/** The rows of a declared table, the largest first; none without figures. Several bodies that count the same thing are added. */
function declaredTable(facts: Facts, { id, title, label, metric, by, people, words = {} }: DeclaredTable, period: Period): ExplainedTable[] {
  const figures = oneSource(within(facts, metric, period))
  const rows = [...Map.groupBy(figures.filter(({ dimensions }) => dimensions[by] !== undefined), ({ dimensions }) => dimensions[by] ?? '')]
    .map(([name, same]) => ({ name: words[name] ?? nameIn(facts, by, name), value: total(same) ?? 0, same })).sort((a, b) => b.value - a.value || a.name.localeCompare(b.name, 'fr'))
  const shown = people ? withoutSmallCells(rows) : rows
  return rows.length === 0 ? [] : [explainedTable(id, title, [['name', label], ['value', 'Valeur', figures[0]?.unit]],
    shown.map(({ name, value, same }) => ({ name, value: value === null ? null : declaredSteps(name, wordOf(figures), same) })))]
}

/** Communes are known by their official code, other coordinates by their own words. */
function nameIn({ territory }: Facts, by: string, word: string): string {
  if (word === 'unknown') return 'Non précisé'
  return (by === 'commune' && territory.organisations.find(({ code }) => code === word)?.name) || word
}

export const metricsOf = (counts: Counting): MetricId[] =>
  'part' in counts ? [counts.part, counts.whole] : 'sum' in counts ? [counts.sum] : [counts.value, ...(counts.n === undefined ? [] : [counts.n])]

const sharedMethod = (smallest: number | undefined): string[] => [
  'Le chiffre est déclaré par ceux qui le tiennent ; Trèfle l’additionne ou le divise, sans l’estimer ni le compléter.',
  smallest === undefined ? 'Il vaut ce que vaut sa source la plus faible : déclaré, annoncé, estimé ou mesuré.' : `Il est masqué quand il repose sur moins de ${smallest} : on pourrait reconnaître des personnes, ou lire un hasard.`,
  'Ce qui manque n’est pas zéro. Changer la définition ou le périmètre coupe la série.',
]

/** A figure is fresh until the next one should have come, with some weeks to gather it. */
const freshDaysOf = { month: 62, year: 400 } as const

/** An indicator that computes from declared figures alone; its definition is all that its file has to say. */
export function defineDeclared({ counts, tables = [], text, smallest, unit, catalogue, cadence = 'year', freshDays = freshDaysOf[cadence], references = [], method = 1, ...rest }: DeclaredIndicator): IndicatorDefinition {
  const metrics = metricsOf(counts)
  const names = metrics.map((metric) => `« ${metric} »`).join(' et ')
  return {
    ...rest, ...(catalogue && { catalogue }), cadence, freshDays, references: [...(catalogue ? [{ standard: 'trefle' as const, id: catalogue }] : []), ...references], unit, method, ...(smallest === undefined ? {} : { smallest }),
    reads: { metrics, beside: tables.map(({ metric }) => metric).filter((metric) => !metrics.includes(metric)) },
    text: { ...text, method: [...text.method, ...sharedMethod(smallest)], howToSupply: `${text.howToSupply} Tant qu’aucun fichier ne l’apporte : l’écrire dans figures.yml (${names}), avec sa période et sa source, puis lancer « trefle pull ».` },
    compute: (facts, period) => {
      const own = compute(facts, counts, period, { unit, formula: rest.formula })
      const beside = tablesOf(tables.flatMap((table) => declaredTable(facts, table, period)))
      const measure = { ...own, breakdowns: [...own.breakdowns, ...beside.breakdowns], rows: [...own.rows ?? [], ...beside.rows] }
      return { ...measure, missing: [...measure.missing, ...doubledLine(facts, metrics, period)] }
    },
  }
}
