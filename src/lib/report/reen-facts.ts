import type { PublishedCommitment } from '#model/commitment'
import type { ReenChapter, ReenFrame, PresentedReport, SharedEstate } from '#model/reen-report'
import type { Organisation, Territory } from '#model/territory'
import type { ReportedIndicator } from './reen-figures.ts'
import type { ReportBlock } from './report-block.ts'

/** Everything a report says, gathered: what follows is only a matter of words. */
export type ReenFacts = {
  year: string
  /** Day of the report, ISO 8601. */
  on: string
  territory: Territory
  organisation: Organisation
  frame: ReenFrame
  indicators: readonly ReportedIndicator[]
  commitments: readonly PublishedCommitment[]
  split: SharedEstate | null
  /** What people wrote, by chapter; a chapter that nobody wrote is absent. */
  texts: ReadonlyMap<string, ReportBlock[]>
  /** The last archive of this report, when there is one. */
  presented: PresentedReport | null
}

export const chapterIndicators = (facts: ReenFacts, catalogue: readonly string[]): ReportedIndicator[] =>
  catalogue.flatMap((id) => facts.indicators.filter(({ indicator }) => indicator.catalogue === id || indicator.id === id))

/** Every indicator that the report follows, each once, in its order. */
export const followed = (facts: ReenFacts): ReportedIndicator[] =>
  [...new Set(chapterIndicators(facts, [...facts.frame.impact, ...facts.frame.chapters.flatMap(({ catalogue }) => catalogue)]))]

/** The chapter of a promise: that of its own theme, else of the theme of the indicator that decides it. */
function chapterOf({ frame, indicators }: ReenFacts, { commitment }: PublishedCommitment): ReenChapter | undefined {
  const theme = commitment.theme ?? indicators.find(({ indicator }) => indicator.id === commitment.indicator)?.indicator.theme
  return theme && frame.chapters.find(({ themes }) => themes.includes(theme))
}

export const chapterCommitments = (facts: ReenFacts, { id }: ReenChapter): PublishedCommitment[] =>
  facts.commitments.filter((commitment) => chapterOf(facts, commitment)?.id === id)

/** Promises that no chapter holds, because neither they nor their indicator has a theme. */
export const unplacedCommitments = (facts: ReenFacts): PublishedCommitment[] => facts.commitments.filter((commitment) => chapterOf(facts, commitment) === undefined)

function ancestors(organisations: readonly Organisation[], id: string): Set<string> {
  const chain = new Set<string>()
  for (let next: string | undefined = id; next !== undefined && !chain.has(next); next = organisations.find((each) => each.id === next)?.parent) chain.add(next)
  return chain
}

/**
 * The promises that an organisation answers for: its own, those of the body that it belongs to, of its services and of partners.
 * The promises of another town are that town's.
 */
export function commitmentsOf(organisation: string, territory: Territory, commitments: readonly PublishedCommitment[]): PublishedCommitment[] {
  const { organisations } = territory
  const above = ancestors(organisations, organisation)
  return commitments.filter(({ commitment }) => {
    const holder = organisations.find(({ id }) => id === commitment.organisation)
    if (holder === undefined) return false
    if (above.has(holder.id) || holder.kind === 'partner') return true
    return holder.kind !== 'commune' && ancestors(organisations, holder.id).has(organisation)
  })
}
