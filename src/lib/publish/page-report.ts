import type { Finding, Outcome } from '#model/outcome'
import type { PublishedAudit, PublishedPage, PublishedVerdict } from '#model/publication'
import { contactedBy } from './contacted-hosts.ts'
import { groupFindings, shownPlaces, type FindingGroup } from './finding-groups.ts'
import { isRead } from './site-figures.ts'

/** A control and what it says of a page; `full`: with its places, its reason and its remedy, else in a line. */
export type Judged = { audit: PublishedAudit; verdict: PublishedVerdict; full: boolean }

/** Elements that the controls of a page may take, beside its shell and its figures, for EcoIndex to grade it B. */
const room = 300
/** Elements of a control told in full, beside the things that it saw. */
const frame = 14

const order: readonly Outcome[] = ['fail', 'to-verify', 'informative', 'pass', 'not-applicable', 'unknown']
type Said = Pick<Judged, 'verdict'>
/** What was found in a document is told with its quotes on the page of the documents of the site. */
const isTold = ({ item }: Finding) => item?.state !== 'found'
const speaks = ({ verdict: { outcome, findings } }: Said) => outcome === 'fail' || outcome === 'to-verify' || findings.some(isTold)
/** A control that counted nothing says no more than its outcome. */
export const measures = ({ verdict: { outcome, measure, failure } }: Said): boolean => failure !== undefined || (measure !== null && !(outcome === 'pass' && measure.value === 0))

const elementsOfThing = ({ places }: FindingGroup): number => 3 + Math.min(places.length, shownPlaces)

/** What a control tells on a page: the things that a page has room for, and how many findings are in the files alone. */
export function toldFindings(all: readonly Finding[]): { told: Finding[]; more: number } {
  const findings = all.filter(isTold)
  let left = room - frame
  const fit = new Set(groupFindings(findings).filter((thing) => (left -= elementsOfThing(thing)) >= 0).map(({ message }) => message))
  const told = findings.filter(({ message }) => fit.has(message))
  return { told, more: findings.length - told.length }
}

/** One that is too long for any page is cut to the room of one. */
function elementsOf({ full, verdict }: Judged): number {
  if (!full) return measures({ verdict }) ? 5 : 2
  return groupFindings(toldFindings(verdict.findings).told).reduce((total, thing) => total + elementsOfThing(thing), frame)
}

const elementsOfHosts = (page: PublishedPage): number => 7 * contactedBy(page).length
/** Elements of what came and went since the visit before: places, then files. */
const elementsSince = ({ changes }: PublishedPage): number =>
  5 * (changes?.audits ?? []).reduce((total, { came, gone }) => total + came.seen.length + gone.seen.length, 0) + 8 * (changes?.files ?? []).length

/** Those for which there is room, in their order: the first always has it. */
function thatFit(judged: readonly Judged[]): Judged[] {
  let left = room
  return judged.filter((each) => {
    const fits = elementsOf(each) <= left
    if (fits) left -= elementsOf(each)
    return fits
  })
}

/** All of them, on as many pages as they need; the first page also holds so many other elements. */
function paged(judged: readonly Judged[], beside: number): Judged[][] {
  let left = room - beside
  return judged.reduce<Judged[][]>((pages, each) => {
    const page = pages.at(-1)
    const fits = page !== undefined && elementsOf(each) <= left
    if (page !== undefined && !fits) left = room
    left -= elementsOf(each)
    return fits ? [...pages.slice(0, -1), [...page, each]] : [...pages, [each]]
  }, [])
}

/**
 * The controls of a page, gaps first: all on the page of its report when they fit; else the gaps that fit, which are what a webmaster
 * works from, and the others on pages of their own. A page that was not read has no report.
 */
export function reportParts(page: PublishedPage, audits: readonly PublishedAudit[]): { first: Judged[]; others: Judged[][] } {
  if (!isRead(page)) return { first: [], others: [] }
  const judged = audits.flatMap((audit) => { const verdict = page.verdicts[audit.id]; return verdict ? [{ audit, verdict, full: speaks({ verdict }) }] : [] })
    .sort((a, b) => order.indexOf(a.verdict.outcome) - order.indexOf(b.verdict.outcome))
  if (judged.reduce((total, each) => total + elementsOf(each), elementsOfHosts(page) + elementsSince(page)) <= room) return { first: judged, others: [] }
  const first = thatFit(judged.filter(({ verdict }) => verdict.outcome === 'fail'))
  return { first, others: paged(judged.filter((each) => !first.includes(each)), elementsOfHosts(page)) }
}
