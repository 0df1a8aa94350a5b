import { mandatoryRoles } from './mandatory-roles.ts'
import { guessRoles } from './page-roles.ts'

/**
 * An address that was seen and not asked yet. `clicks`: from the home page; Infinity when only the sitemap names it.
 * `rank`: its place in the draw.
 */
export type Waiting = { path: string; clicks: number; linkTexts: ReadonlySet<string>; promising: boolean; rank: string }

/** How many pages of its folder a promising address may overtake. */
const lead = 10

/**
 * Which address to ask next: in the folders least visited so far, so that ten thousand news cannot hide the rest of a site;
 * with a lead for those whose name promises a page that the RGAA asks for; then the nearest to the home page, then the draw.
 * `visits`: pages already asked, by folder.
 */
export function nextOf<W extends Waiting>(waiting: Iterable<W>, visits: ReadonlyMap<string, number>): W | undefined {
  const due = ({ path, promising }: W) => (visits.get(folderOf(path)) ?? 0) - (promising ? lead : 0)
  let best: W | undefined
  for (const each of waiting) {
    if (best === undefined || before(each, due(each), best, due(best))) best = each
  }
  return best
}

function before(a: Waiting, dueA: number, b: Waiting, dueB: number): boolean {
  if (dueA !== dueB) return dueA < dueB
  return a.clicks !== b.clicks ? a.clicks < b.clicks : a.rank < b.rank
}

/** "/actualites/2026/titre" stands in "/actualites/2026". */
export function folderOf(path: string): string {
  return path.replace(/\/$/, '').replace(/\/[^/]*$/, '')
}

/** True when the name of an address says that it may be a page of the mandatory sample. */
export function isPromising(path: string, linkTexts: ReadonlySet<string>): boolean {
  const guesses = guessRoles({ path, linkTexts: [...linkTexts], title: '', heading: '', text: '', forms: [] })
  return guesses.some(({ role }) => mandatoryRoles.some((mandatory) => mandatory === role))
}
