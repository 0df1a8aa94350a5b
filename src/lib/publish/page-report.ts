import type { Outcome } from '#model/outcome'
import type { PublishedAudit, PublishedPage, PublishedVerdict } from '#model/publication'
import { contactedBy } from './contacted-hosts.ts'
import { groupFindings, shownPlaces } from './finding-groups.ts'

/** A control and what it says of a page; `full`: with its places, its reason and its remedy, else in a line. */
export type Judged = { audit: PublishedAudit; verdict: PublishedVerdict; full: boolean }

/** Elements that the controls of a page may take, beside its shell and its figures, for EcoIndex to grade it B. */
const room = 300

const order: readonly Outcome[] = ['fail', 'to-verify', 'informative', 'pass', 'not-applicable', 'unknown']
type Said = Pick<Judged, 'verdict'>
const speaks = ({ verdict: { outcome, findings } }: Said) => outcome === 'fail' || outcome === 'to-verify' || findings.some(({ item }) => item?.state !== 'found')
/** A control that counted nothing says no more than its outcome. */
export const measures = ({ verdict: { outcome, measure, failure } }: Said): boolean => failure !== undefined || (measure !== null && !(outcome === 'pass' && measure.value === 0))

function elementsOf(judged: Said): number {
  if (!speaks(judged)) return measures(judged) ? 5 : 2
  return groupFindings(judged.verdict.findings).reduce((total, { places }) => total + 3 + Math.min(places.length, shownPlaces), 14)
}

/** Elements of the other tables of a page that grow with what was seen: who was called, what changed. */
const elementsBeside = (page: PublishedPage): number =>
  7 * contactedBy(page).length + 5 * (page.changes?.audits ?? []).reduce((total, { came, gone }) => total + came.seen.length + gone.seen.length, 0)

/** Tells in full those that have something to say, in their order, while there is room. */
function inFull(judged: readonly Omit<Judged, 'full'>[]): Judged[] {
  let left = room
  return judged.map((each) => {
    const full = speaks(each) && elementsOf(each) <= left
    if (full) left -= elementsOf(each)
    return { ...each, full }
  })
}

/**
 * The controls of a page, gaps first: all on the page of its report when they fit; else the gaps that fit, which are what a webmaster
 * works from, and the others on a page of their own.
 */
export function reportParts(page: PublishedPage, audits: readonly PublishedAudit[]): { first: Judged[]; others: Judged[] } {
  const judged = audits.flatMap((audit) => { const verdict = page.verdicts[audit.id]; return verdict ? [{ audit, verdict }] : [] })
    .sort((a, b) => order.indexOf(a.verdict.outcome) - order.indexOf(b.verdict.outcome))
  if (judged.reduce((total, each) => total + elementsOf(each), elementsBeside(page)) <= room) return { first: inFull(judged), others: [] }
  const gaps = inFull(judged.filter(({ verdict }) => verdict.outcome === 'fail'))
  const first = gaps.filter(({ full }) => full)
  return { first, others: inFull(judged.filter(({ audit }) => !first.some((told) => told.audit === audit))) }
}
