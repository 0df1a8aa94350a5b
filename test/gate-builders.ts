import type { CheckedPage, Resource } from '#lib/gate/check-report'
import type { Finding, Outcome } from '#model/outcome'
import type { AuditResult } from '#model/result'
import { BudgetsFile } from '#lib/gate/budgets-file'
import type { GateAsked } from '#lib/gate/judge-check'
import type { AuditText } from '#model/publication'

export const text: AuditText = { title: 'Titre', failing: 'Un écart a été observé.', why: 'Parce que.', mend: 'Corriger.' }

export const aFinding = (part: Partial<Finding> = {}): Finding => ({ message: 'Une image n’a pas d’alternative.', selector: 'main > img', references: [], ...part })

export const aResult = (audit: string, outcome: Outcome, findings: readonly Finding[] = []): AuditResult => ({ audit, method: 1, outcome, measure: null, findings: [...findings] })

export const aResource = (url: string, part: Partial<Resource> = {}): Resource => ({ url, kind: 'image', transferBytes: 10_000, resourceBytes: 10_000, thirdParty: false, status: 200, ...part })

/** A page measured at some loads: `values` are the bytes of each, the middle one speaking for it. */
export function aPage(values: readonly number[] = [500_000], part: Partial<CheckedPage> = {}): CheckedPage {
  const middle = [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)]
  return {
    url: 'https://www.ville.example/agenda', finalUrl: 'https://www.ville.example/agenda', pass: 'cold', profile: 'desktop', status: 'measured', failure: null, contended: false, weakened: [],
    results: [{ audit: 'sobriety/page-weight', method: 1, outcome: 'pass', measure: middle === undefined ? null : { value: middle, unit: 'B' }, findings: [] }],
    inventory: { resources: [], dom: [], cookies: [], hosts: [] },
    ...(middle === undefined ? {} : { figures: { 'sobriety/page-weight': { value: middle, unit: 'B' as const } }, samples: { 'sobriety/page-weight': [...values] } }),
    ...part,
  }
}

export const budgetsOf = (file: unknown): BudgetsFile => BudgetsFile.parse(file)

/** What a check is judged by, unless said otherwise: no baseline, no reference, on 22 November 2026. */
export function asked(budgets: unknown, part: Partial<GateAsked> = {}): GateAsked {
  return {
    budgets: budgets === null ? [] : [budgetsOf(budgets)], siteOf: () => null,
    texts: new Map(['sobriety/page-weight', 'solidarity/axe-failures', 'freedom/third-party-hosts'].map((audit) => [audit, text])),
    ofSites: new Set(['solidarity/shared-titles']),
    ruleset: { version: '2026.1', on: '2026-11-22', audits: { 'sobriety/page-weight': 1, 'solidarity/axe-failures': 1, 'freedom/third-party-hosts': 1 }, axe: ['image-alt'] },
    baseline: null, reference: null, onUnmeasured: 'fail', today: '2026-11-22', gramsOf: (bytes) => bytes / 1e6, reproduce: ({ url }, rule) => `trefle check ${url} --only ${rule}`, leftOut: 0, ...part,
  }
}

export const reference = (...pages: readonly CheckedPage[]): GateAsked['reference'] => ({ name: 'main', at: '2026-11-20T03:00:00Z', interleaved: false, pages })
