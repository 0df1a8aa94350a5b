import type { PageRecord, RunRecord } from '#model/result'
import type { Site } from '#model/site'
import { dayOf } from '../time/period.ts'

/** A run that speaks for the whole territory, with the sites it asked. */
export type WholeRun = { run: RunRecord; day: string; sites: ReadonlySet<string>; pages: readonly PageRecord[] }

/**
 * The runs that may be points of a series, oldest first, the last one of a day. A visit of one site, made to check a
 * repair, is not one: it would make the town's figures those of that site. A run is whole when it asks every site that an
 * earlier whole run asked and that is still declared. Its pages all come to the site's own page, whole or not.
 */
export function wholeRuns(runs: readonly RunRecord[], pages: readonly PageRecord[], declared: readonly Site[]): WholeRun[] {
  const pagesOf = Map.groupBy(pages, ({ run }) => run)
  const stillDeclared = new Set(declared.map(({ id }) => id))
  const expected = new Set<string>()
  const byDay = new Map<string, WholeRun>()
  for (const run of runs) {
    const ofRun = pagesOf.get(run.run) ?? []
    const sites = new Set(ofRun.filter(({ pass }) => pass === 'cold').map(({ site }) => site))
    if (sites.size === 0 || [...expected].some((site) => stillDeclared.has(site) && !sites.has(site))) continue
    for (const site of sites) expected.add(site)
    const day = dayOf(run.startedAt)
    byDay.set(day, { run, day, sites, pages: ofRun })
  }
  return [...byDay.values()]
}

/** True when a site's sample of pages changed after one instant and until another. A day is before every instant of it, as text too. */
function sampleChanged(sites: readonly Site[], asked: ReadonlySet<string>, after: string, until: string): boolean {
  return sites.some(({ id, sampleSince }) => asked.has(id) && sampleSince !== undefined && sampleSince > after && sampleSince <= until)
}

/** May figures drawn from these audits be compared between two runs? Not when a method, the screen or the sample changed. */
export function runsCompare(before: WholeRun, after: WholeRun, audits: readonly string[], sites: readonly Site[]): boolean {
  const sameMethods = audits.every((audit) => before.run.audits[audit]?.method === after.run.audits[audit]?.method)
  const sameSites = before.sites.size === after.sites.size && [...before.sites].every((site) => after.sites.has(site))
  return sameMethods && sameSites && before.run.profile === after.run.profile && !sampleChanged(sites, after.sites, before.run.startedAt, after.run.startedAt)
}
