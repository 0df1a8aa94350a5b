import type { Finding } from '#model/outcome'

/** A thing said once, and where it was seen. */
export type FindingGroup = { message: string; references: Finding['references']; places: { selector: string | null; url: string | null }[] }

/** The findings of one verdict, those with the same words together, in the order they were seen. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  return [...Map.groupBy(findings, ({ message }) => message)].map(([message, same]) => ({
    message,
    references: same[0]?.references ?? [],
    places: same.flatMap(({ selector = null, url = null }) => (selector === null && url === null ? [] : [{ selector, url }])),
  }))
}
