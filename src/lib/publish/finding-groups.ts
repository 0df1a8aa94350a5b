import type { Finding } from '#model/outcome'
import type { PublishedSite } from '#model/publication'
import { defectOutcome } from '#lib/publish/defects'

type Place = { selector: string | null; url: string | null }
/** A thing said once, and where it was seen. */
export type FindingGroup = { message: string; references: Finding['references']; places: Place[] }

/** Places of one thing that a page shows; the others are in the open data. */
export const shownPlaces = 4

/** Where a finding was seen; none when it is about the whole page. */
export const placeOf = ({ selector, url }: Finding): Place[] => (selector === undefined && url === undefined ? [] : [{ selector: selector ?? null, url: url ?? null }])

/** The findings of one verdict, those with the same words together, in the order they were seen. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  return [...Map.groupBy(findings, ({ message }) => message)].map(([message, same]) => ({
    message,
    references: same[0]?.references ?? [],
    places: same.flatMap(placeOf),
  }))
}

type Defect = PublishedSite['defects'][number]
/** A defect as a person counts them: one sentence, whatever the number of places. `pages` are ids, each once. */
export type DefectGroup = { message: string; pages: string[]; places: Place[] }
/** The defects of one control, which share their reason and their remedy. `count` is how many times they were seen. */
export type ControlDefects = { audit: string; outcome: 'fail' | 'to-verify'; pages: string[]; count: number; references: Finding['references']; defects: DefectGroup[] }

const pagesOf = (defects: readonly Defect[]): string[] => [...new Set(defects.flatMap(({ pages }) => pages))]

function controlDefects(audit: string, defects: readonly Defect[]): ControlDefects {
  const references = defects.flatMap(({ example }) => example.references)
  return {
    audit,
    outcome: defects.some((defect) => defectOutcome(defect) === 'fail') ? 'fail' : 'to-verify',
    pages: pagesOf(defects),
    count: defects.reduce((total, { count }) => total + count, 0),
    references: [...new Map(references.map((reference) => [`${reference.standard} ${reference.id}`, reference])).values()],
    defects: [...Map.groupBy(defects, ({ message }) => message)].map(([message, same]) =>
      ({ message, pages: pagesOf(same), places: same.flatMap(({ example }) => placeOf(example)) })),
  }
}

/** The defects of a site by control, then by sentence: the controls in the order of their first defect. */
export function groupByControl(defects: readonly Defect[]): ControlDefects[] {
  return [...Map.groupBy(defects, ({ audit }) => audit)].map(([audit, same]) => controlDefects(audit, same))
}
