import type { Finding, Outcome } from '#model/outcome'
import type { PublishedPage, PublishedSite } from '#model/publication'
import { groupByControl, type ControlDefects } from '#lib/publish/finding-groups'
import { defectOutcome, isDoubtful } from '#lib/publish/defects'
import { median } from '#maths/statistics'

/** What an audit measured on a page at its last visit; null is unknown. */
export function measured(page: PublishedPage, audit: string): number | null {
  return page.verdicts[audit]?.measure?.value ?? null
}

/** Median over the pages that could be measured. */
export function medianOfPages(pages: readonly PublishedPage[], audit: string): number | null {
  return median(pages.map((page) => measured(page, audit)).filter((value) => value !== null))
}

export const isRead = ({ status }: PublishedPage): boolean => status !== 'not-measured'

/** Pages with the heaviest first; those without a weight come last, in the order they are declared. */
export function heaviestFirst(pages: readonly PublishedPage[]): PublishedPage[] {
  const weight = (page: PublishedPage) => measured(page, 'sobriety/page-weight') ?? -1
  return [...pages].sort((a, b) => weight(b) - weight(a))
}

/** The defects that are certain enough to be said so, and those that a person, or the next visit, has to confirm, by control. */
export function sortDefects(site: PublishedSite): { certain: ControlDefects[]; toVerify: ControlDefects[] } {
  const { fail: certain = [], 'to-verify': toVerify = [] } = Object.groupBy(site.defects, defectOutcome)
  return { certain: groupByControl(certain), toVerify: groupByControl(toVerify) }
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

/** Proven failures, what a person must look at, and what was not tested: three numbers, never a rate. */
export type AccessibilityNumbers = { proven: number | null; toVerify: number | null; untestedPages: number; pages: number }

const engine = 'solidarity/axe-failures'

const testsOf = ({ references }: Finding): string[] => references.flatMap(({ standard, id }) => (standard === 'rgaa' ? [id] : []))

/** What the checks of our own say of a page; the engine counts its elements itself, and what it says of a test is not counted twice. */
function ownSights({ verdicts }: PublishedPage): { doubtful: boolean }[] {
  const counted = new Set((verdicts[engine]?.findings ?? []).flatMap(testsOf))
  return Object.entries(verdicts).flatMap(([audit, { outcome, findings }]) => {
    if (audit === engine || !audit.startsWith('solidarity/') || (outcome !== 'fail' && outcome !== 'to-verify')) return []
    const tested = findings.filter((finding) => testsOf(finding).some((test) => !counted.has(test)))
    return tested.map((finding) => ({ doubtful: outcome === 'to-verify' || isDoubtful(finding) }))
  })
}

/** A page counts once its engine could run: what only a check or two could say would make the others look sound. */
export function accessibilityNumbers(pages: readonly PublishedPage[]): AccessibilityNumbers {
  const tested = pages.flatMap((page) => {
    const verdict = page.verdicts[engine]
    return verdict && verdict.outcome !== 'unknown' ? [{ verdict, sights: ownSights(page) }] : []
  })
  const total = (count: (page: (typeof tested)[number]) => number) => (tested.length === 0 ? null : tested.reduce((sum, page) => sum + count(page), 0))
  return {
    proven: total(({ verdict, sights }) => (verdict.measure?.value ?? 0) + sights.filter(({ doubtful }) => !doubtful).length),
    toVerify: total(({ verdict, sights }) => (verdict.details.toVerify?.value ?? 0) + sights.filter(({ doubtful }) => doubtful).length),
    untestedPages: pages.length - tested.length,
    pages: pages.length,
  }
}
