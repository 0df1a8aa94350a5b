import type { Derivation } from '#model/derivation'
import type { FactorBook } from '#model/factor'
import type { Outcome } from '#model/outcome'
import type { PublishedAudit } from '#model/publication'
import type { PageRecord, RunRecord } from '#model/result'
import { given } from './derivation.ts'
import { pageSteps } from './page-steps.ts'

/** The verdict of an audit on a page, with what it rests on; `notes` are French lines. */
export type VerdictExplanation = { id: string; title: string; period: string; outcome: Outcome; derivation: Derivation | null; notes: string[] }

/** The record, and what gives sense to it. */
type Known = { pages: readonly PageRecord[]; runs: readonly RunRecord[]; audits: readonly PublishedAudit[]; factors: FactorBook }
type Target = { site: string; page: string; audit: string }

/** The latest visit that judged it: the first visit of the page, or the pass on which this audit is judged. */
export function visitOf({ site, page, audit }: Target, pages: readonly PageRecord[]): PageRecord | undefined {
  const visits = pages.filter((each) => each.site === site && each.page === page && each.results[audit] !== undefined)
  return visits.findLast(({ pass }) => pass === 'cold') ?? visits.at(-1)
}

/** Explains the latest verdict of an audit on a page, down to the hash of the evidence that was judged. Null when no visit has one. */
export function explainVerdict(target: Target, { pages, runs, audits: catalogue, factors }: Known): VerdictExplanation | null {
  const { site, page, audit } = target
  const visit = visitOf(target, pages)
  const result = visit?.results[audit]
  if (visit === undefined || result === undefined) return null
  const [outcome, value, , details, failure] = result
  const told = runs.find(({ run }) => run === visit.run)?.audits[audit]
  const described = catalogue.find(({ id }) => id === audit)
  const title = described?.text.title ?? audit
  return {
    id: `${site}/${page}/${audit}`, title, period: visit.at.slice(0, 10), outcome,
    derivation: value === null ? null : pageSteps(audit, visit, factors) ?? given(title, value, told?.unit === 'count' ? '' : told?.unit ?? '', { kind: 'visit', run: visit.run, site, page, audit, evidence: visit.evidence }),
    notes: [
      `Adresse : ${visit.url}`, `Passage « ${visit.pass} », écran « ${visit.profile} », méthode ${told?.method ?? 'inconnue'} de ${audit}.`,
      ...(failure === undefined ? [] : [`Non mesuré : ${failure}.`]),
      ...Object.entries(details).map(([name, detail]) => `${name} : ${detail}${told?.details?.[name] ? ` ${told.details[name]}` : ''}`),
      ...(described?.references.map(({ standard, id }) => `Référence : ${standard} ${id}`) ?? []),
      ...(visit.evidence === null ? ['Aucune preuve n’a été gardée pour cette visite.'] : [`Preuve (SHA-256) : ${visit.evidence}`]),
    ],
  }
}
