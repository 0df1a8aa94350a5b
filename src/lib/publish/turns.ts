import type { PublishedCommitment } from '#model/commitment'
import type { PublishedIndicator } from '#model/indicator'
import type { SharedDefect } from '#model/publication'
import { isKnown } from '#lib/publish/series'
import { shownDefect } from '#lib/publish/shared-defects'

/** What waits for one function of the town: promises past their day, figures grown old, figures never given. */
export type Turn = { holder: string; late: PublishedCommitment[]; old: PublishedIndicator[]; missing: PublishedIndicator[] }

export const isOld = ({ latest }: PublishedIndicator): boolean => latest?.state === 'stale'
const isMissing = ({ latest }: PublishedIndicator): boolean => !isKnown(latest) && latest?.state !== 'not-applicable' && latest?.state !== 'suppressed'

/** Whose turn it is: those with a late promise first, then with most figures to renew or to give. Nobody who has nothing to do. */
export function turnsOf(commitments: readonly PublishedCommitment[], indicators: readonly PublishedIndicator[]): Turn[] {
  const late = Map.groupBy(commitments.filter(({ status }) => status === 'late'), ({ commitment }) => commitment.function)
  const held = Map.groupBy(indicators.filter((each) => isOld(each) || isMissing(each)), ({ text }) => text.holder)
  return [...new Set([...late.keys(), ...held.keys()])]
    .map((holder): Turn => ({ holder, late: late.get(holder) ?? [], old: (held.get(holder) ?? []).filter(isOld), missing: (held.get(holder) ?? []).filter(isMissing) }))
    .sort((a, b) => b.late.length - a.late.length || b.old.length + b.missing.length - a.old.length - a.missing.length || a.holder.localeCompare(b.holder, 'fr'))
}

/** In the order of decisions: figures of a late promise, those that are old, those that are known, those that nobody gave; each group as it came. */
export function byUrgency(indicators: readonly PublishedIndicator[], commitments: readonly PublishedCommitment[]): PublishedIndicator[] {
  const late = new Set(commitments.filter(({ status }) => status === 'late').map(({ commitment }) => commitment.indicator))
  const rank = (indicator: PublishedIndicator) => (late.has(indicator.id) ? 0 : isOld(indicator) ? 1 : isKnown(indicator.latest) ? 2 : 3)
  return indicators.toSorted((a, b) => rank(a) - rank(b))
}

/** A figure to give or to renew, and the promises that it follows, which have no value until it is there. */
export type AwaitedFigure = { indicator: PublishedIndicator; promises: PublishedCommitment[] }

/** Figures that a promise waits for, those that follow most promises first. */
export function awaitedFigures(commitments: readonly PublishedCommitment[], indicators: readonly PublishedIndicator[]): AwaitedFigure[] {
  return indicators
    .filter((each) => isOld(each) || isMissing(each))
    .map((indicator) => ({ indicator, promises: commitments.filter(({ commitment }) => commitment.indicator === indicator.id) }))
    .filter(({ promises }) => promises.length > 0)
    .sort((a, b) => b.promises.length - a.promises.length || (a.indicator.id < b.indicator.id ? -1 : 1))
}

/**
 * Proven defects by what one repair brings: pages mended for each site to change, since a site holds the template where the
 * defect stands. Then those that touch most pages.
 */
export function bestRepairs(defects: readonly SharedDefect[]): SharedDefect[] {
  const gainForEffort = ({ pages, sites }: SharedDefect) => pages / sites.length
  return defects.filter((defect) => shownDefect(defect) === 'fail').sort((a, b) => gainForEffort(b) - gainForEffort(a) || b.pages - a.pages)
}
