import type { Outcome } from '#model/outcome'
import type { PublishedPage, PublishedSite } from '#model/publication'
import { groupByControl, type ControlDefects } from '#lib/publish/finding-groups'
import { defectOutcome } from '#lib/publish/defects'
import { median } from '#maths/statistics'

/** What an audit measured on a page at its last visit; null is unknown. */
export function measured(page: PublishedPage, audit: string): number | null {
  return page.verdicts[audit]?.measure?.value ?? null
}

/** Median over the pages that could be measured. */
export function medianOfPages(pages: readonly PublishedPage[], audit: string): number | null {
  return median(pages.map((page) => measured(page, audit)).filter((value) => value !== null))
}

export const isRead = ({ status }: Pick<PublishedPage, 'status'>): boolean => status !== 'not-measured'

/** Pages with the heaviest first; those without a weight come last, in the order they are declared. */
export function heaviestFirst(pages: readonly PublishedPage[]): PublishedPage[] {
  const weight = (page: PublishedPage) => measured(page, 'sobriety/page-weight') ?? -1
  return [...pages].sort((a, b) => weight(b) - weight(a))
}

/** The pages whose measures are shown in rows, then the others by their names: those known to weigh less, and those whose weight is not known. */
export function measuredInRows(pages: readonly PublishedPage[], rows: number): { shown: PublishedPage[]; lighter: PublishedPage[]; unweighed: PublishedPage[] } {
  const all = heaviestFirst(pages)
  const { true: lighter = [], false: unweighed = [] } = Object.groupBy(all.slice(rows), (page) => `${isRead(page) && measured(page, 'sobriety/page-weight') !== null}`)
  return { shown: all.slice(0, rows), lighter, unweighed }
}

/** The defects that are certain enough to be said so, and those that a person, or the next visit, has to confirm, by control. */
export function sortDefects(site: PublishedSite): { certain: ControlDefects[]; toVerify: ControlDefects[] } {
  const { fail: certain = [], 'to-verify': toVerify = [] } = Object.groupBy(site.defects, defectOutcome)
  return { certain: groupByControl(certain), toVerify: groupByControl(toVerify) }
}

/** Controls that the page of a site tells in full; the others stand on a page of their own. */
export const firstControls = 4

/** The controls that found something, certain ones first. */
export function defectControls(site: PublishedSite): ControlDefects[] {
  const { certain, toVerify } = sortDefects(site)
  return [...certain, ...toVerify]
}

/** How many different defects: the same sentence at two places of a page, or on two pages, is one. */
export const countDefects = (controls: readonly ControlDefects[]): number => controls.reduce((total, { defects }) => total + defects.length, 0)

/** How many controls of a page ended in each outcome. */
export function countOutcomes(page: PublishedPage): Map<Outcome, number> {
  const shown = Object.values(page.verdicts).map(({ outcome }) => outcome)
  return new Map([...Map.groupBy(shown, (outcome) => outcome)].map(([outcome, same]) => [outcome, same.length]))
}

/** Pages where at least one control ended so. */
export function pagesWith(site: PublishedSite, outcome: Outcome): PublishedPage[] {
  return site.pages.filter((page) => countOutcomes(page).has(outcome))
}

/** What a whole site says: not tested when no page was read, else its worst outcome. Past runs may know of a gap without its details. */
export function siteOutcome(site: PublishedSite): Extract<Outcome, 'unknown' | 'fail' | 'to-verify' | 'pass'> {
  if (!site.pages.some(isRead)) return 'unknown'
  return (['fail', 'to-verify'] as const).find((outcome) => pagesWith(site, outcome).length > 0) ?? 'pass'
}
