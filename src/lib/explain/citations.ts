import type { Derivation, Origin } from '#model/derivation'
import type { Citation } from '#model/explanation'
import type { DeviceFactor, Factor, FactorBook } from '#model/factor'
import type { ImportReport, Source } from '#model/source'
import { peopleSource } from '../accessibility/people-figures.ts'
import type { People } from '../accessibility/site-accessibility.ts'
import { dayOf } from '../time/period.ts'
import { leavesOf } from './derivation.ts'

export type Sources = { factors: FactorBook; imports: readonly ImportReport[]; people?: People; sources: readonly Pick<Source, 'id' | 'name' | 'licence'>[] }

/** The key of what has a citation; null for an origin that says everything itself. */
export function citationKey(origin: Origin): string | null {
  if (origin.kind === 'factor') return `factor:${origin.id}`
  return origin.kind === 'import' ? `import:${origin.source}` : null
}

const uncertainty = { published: 'incertitude publiée', assumption: 'incertitude supposée par Trèfle', none: 'incertitude non publiée' } as const

function factorCitation(id: string, { factors, devices }: FactorBook): Citation {
  const factor: (Factor | DeviceFactor) | undefined = factors.get(id) ?? devices.get(id)
  if (factor === undefined) throw new Error(`No factor "${id}" in datasets/factors`)
  const spread = factor.relativeStandardDeviation === null ? '' : ` : ± ${Math.round(100 * factor.relativeStandardDeviation)} % (écart type relatif)`
  return {
    key: `factor:${id}`, title: `${'label' in factor ? factor.label : factor.name} (${id}, ${factor.year})`,
    lines: [`Source : ${factor.source}`, `Périmètre : ${factor.perimeter}`, `Licence : ${factor.licence}`, `${uncertainty[factor.uncertaintyBasis]}${spread}`],
    ...('url' in factor && factor.url ? { url: factor.url } : {}),
  }
}

/** What people wrote of the sites is in the record itself, with its author and its day. */
function peopleCitation({ manualAudits, userReviews }: People): Citation {
  const trials = userReviews.reduce((sum, { reviews }) => sum + reviews.length, 0)
  return { key: `import:${peopleSource}`, title: 'Audits et essais faits par des personnes', lines: [`Source : le dossier accessibility/ du registre, ${manualAudits.length} audits et ${trials} essais, chacun daté.`] }
}

function importCitation(id: string, { imports, people, sources }: Sources): Citation {
  if (id === peopleSource && people) return peopleCitation(people)
  const source = sources.find((each) => each.id === id)
  const report = imports.find((each) => each.source === id)
  return {
    key: `import:${id}`, title: source?.name ?? id,
    lines: [
      ...(source ? [`Licence : ${source.licence}`] : []),
      report === undefined
        ? 'Le compte rendu de cet import n’est pas dans le registre.'
        : `Dernier import, le ${dayOf(report.at)}, de ${report.read.from}. Lignes lues : ${report.read.lines}, gardées : ${report.kept}, rejetées : ${report.rejected.length}, en double : ${report.duplicates.length}.`,
    ],
  }
}

/** Those of the citations that trees name. */
export function citedBy(trees: readonly Derivation[], citations: readonly Citation[]): Citation[] {
  const keys = new Set(trees.flatMap(leavesOf).flatMap(({ from = [] }) => from.map(citationKey)))
  return citations.filter(({ key }) => keys.has(key))
}

/** Every factor and import that trees name, each once, in the order of their keys. */
export function citationsOf(trees: readonly Derivation[], known: Sources): Citation[] {
  const origins = trees.flatMap(leavesOf).flatMap(({ from = [] }) => from)
  const byKey = new Map(origins.flatMap((origin) => {
    const key = citationKey(origin)
    return key === null ? [] : [[key, origin] as const]
  }))
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, origin]) =>
    origin.kind === 'factor' ? [factorCitation(origin.id, known.factors)] : origin.kind === 'import' ? [importCitation(origin.source, known)] : [])
}
