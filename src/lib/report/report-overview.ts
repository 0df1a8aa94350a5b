import type { PresentedArchive, ReenFrame, ReportOverview } from '#model/reen-report'
import type { Organisation, Territory } from '#model/territory'
import { countByStatus } from '#lib/publish/promises'
import { typeset } from '#lib/words/typography'
import type { ReenFacts } from './reen-facts.ts'
import { coverageOf, missingOf } from './reen-missing.ts'
import { duty } from './reen-report.ts'
import { themeSummaries } from './reen-summary.ts'

/** Who presents a review: every body that the law asks it of; else the first intercommunality, or the first commune, of its own will. */
export function reviewedOrganisations({ organisations }: Territory, { inhabitantsOver }: Pick<ReenFrame, 'inhabitantsOver'>): Organisation[] {
  const councils = organisations.filter(({ kind }) => kind === 'epci' || kind === 'commune')
  const owing = councils.filter(({ inhabitants = 0 }) => inhabitants > inhabitantsOver)
  return owing.length > 0 ? owing : [councils.find(({ kind }) => kind === 'epci') ?? councils[0]].filter((each) => each !== undefined)
}

/** The review of one organisation, as the dashboard shows it. Pure. */
export function reportOverview(facts: ReenFacts, presented: readonly PresentedArchive[]): ReportOverview {
  const missing = missingOf(facts)
  const chapters: [string, string | null][] = [['L’ensemble', null], ...facts.frame.chapters.map(({ id, title }): [string, string] => [title, id])]
  return {
    organisation: facts.organisation.id, name: facts.organisation.name, duty: typeset(duty(facts)), ...coverageOf(facts),
    missing: chapters.flatMap(([title, chapter]) => {
      const lines = missing.filter((each) => each.chapter === chapter).map(({ what, how }) => ({ what: typeset(what), how: typeset(how) }))
      return lines.length === 0 ? [] : [{ chapter: title, lines }]
    }),
    themes: themeSummaries(facts),
    promises: countByStatus(facts.commitments),
    presented: [...presented].sort((a, b) => (a.on < b.on ? 1 : -1)),
  }
}
