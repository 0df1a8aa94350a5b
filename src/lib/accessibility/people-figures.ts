import type { Observation } from '#model/observation'
import type { RgaaGrid } from '#model/rgaa'
import type { Territory } from '#model/territory'
import { conformityOf } from './conformity-rate.ts'
import type { People } from './site-accessibility.ts'
import { standingAudits } from './standing-audits.ts'

/** What the figures drawn from people's audits and trials cite: no import, the record itself. */
export const peopleSource = 'audits-et-essais'

type Rated = { site: string; on: string; percent: number }

/** The audits that conclude with a rate, without those that a later one corrects. */
function ratedAudits({ manualAudits }: People, grid: RgaaGrid): Rated[] {
  return standingAudits(manualAudits).flatMap((audit) => {
    const conformity = conformityOf(audit, grid)
    return conformity.state === 'rated' ? [{ site: audit.site, on: audit.on, percent: (100 * conformity.share.conforming) / conformity.share.applicable }] : []
  })
}

const yearsOf = (days: readonly string[]): string[] => [...new Set(days.map((day) => day.slice(0, 4)))].sort()
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * What auditors and people with disabilities said of the sites, as figures of each year in which one of them spoke: the mean rate of the latest
 * rated audit of each site (in percent) and the number of these sites, then the sites that were tried in that year or the one before. The
 * mean rate is of the territory, and borne by its first organisation.
 */
export function peopleFigures(people: People, grid: RgaaGrid, { organisations }: Pick<Territory, 'organisations'>): Observation[] {
  const subject = organisations[0]?.id
  if (subject === undefined) return []
  const figure = (metric: string, period: string, value: number, unit: Observation['unit']): Observation =>
    ({ metric, subject, period, value, unit, quality: 'computed', source: peopleSource, at: `${period}-12-31T00:00:00Z`, dimensions: {} })
  const audits = ratedAudits(people, grid)
  const reviews = people.userReviews.flatMap(({ site, reviews: own }) => own.map(({ on }) => ({ site, on })))
  return [
    ...yearsOf(audits.map(({ on }) => on)).flatMap((year) => {
      const known = audits.filter(({ on }) => on.slice(0, 4) <= year).sort((a, b) => (a.on < b.on ? -1 : 1))
      const latest = new Map(known.map(({ site, percent }) => [site, percent]))
      return [figure('accessibility.rgaa-rate', year, mean([...latest.values()]), '%'), figure('accessibility.audited-sites', year, latest.size, 'count')]
    }),
    ...yearsOf(reviews.map(({ on }) => on)).map((year) =>
      figure('accessibility.user-reviews', year, new Set(reviews.filter(({ on }) => Number(year) - Number(on.slice(0, 4)) <= 1 && on.slice(0, 4) <= year).map(({ site }) => site)).size, 'count')),
  ]
}
