import type { AuditResult, PageRecord, RunRecord } from '#model/result'
import type { Visit } from '#lib/record/record'

const tools = { trefle: '0.1.0', node: '24.0.0', chromium: '140.0', lighthouse: '13.5.0', axe: '4.14.1', puppeteer: '25.16.0' }

export function aVisit(part: Partial<Visit> = {}): Visit {
  return {
    run: '2026-11-22T034000Z', site: 'portail', page: 'accueil', role: 'home', url: 'https://www.villeneuve.example/', pass: 'cold', profile: 'desktop',
    at: '2026-11-22T03:41:00Z', status: 'measured', failure: null, contended: false, evidence: 'a'.repeat(64), ...part,
  }
}

export function aResult(part: Partial<AuditResult> = {}): AuditResult {
  return { audit: 'sobriety/page-weight', method: 1, outcome: 'informative', measure: { value: 512_000, unit: 'B' }, findings: [], ...part }
}

/** A recorded page whose results are given as they are kept. */
export function aPage(part: Partial<PageRecord> = {}): PageRecord {
  return { ...aVisit(), results: { 'sobriety/page-weight': ['informative', 512_000, null, {}] }, ...part }
}

export function aRun(part: Partial<RunRecord> = {}): RunRecord {
  return {
    schema: 'trefle/run@1', run: '2026-11-22T034000Z', startedAt: '2026-11-22T03:40:00Z', finishedAt: '2026-11-22T03:50:00Z', tools, profile: 'desktop', passes: ['cold'],
    audits: { 'sobriety/page-weight': { method: 1, unit: 'B' } }, weakened: [], pages: { asked: 1, measured: 1, partial: 0, notMeasured: 0 }, ...part,
  }
}

const seventeen = [
  'sobriety/page-weight', 'sobriety/page-requests', 'sobriety/page-carbon', 'sobriety/ecoindex', 'sobriety/lighthouse-performance', 'sobriety/image-weight',
  'solidarity/axe-failures', 'solidarity/accessibility-mention', 'solidarity/page-language', 'solidarity/page-title', 'solidarity/text-zoom',
  'freedom/third-party-hosts', 'freedom/trackers-before-choice', 'freedom/cookies-before-choice', 'freedom/security-headers', 'freedom/legal-notice', 'freedom/transport-security',
]

/**
 * Verdicts as a real page gives them: every second audit has a measure (bytes, or a ratio with all its digits),
 * every second has findings, one has further values. `count` above 17 adds audits with names of the same length.
 */
export function realisticResults(count: number, visit = 1): AuditResult[] {
  return Array.from({ length: count }, (_, index) => {
    const audit = seventeen[index] ?? `freedom/announced-audit-${index}`
    const value = index % 4 === 0 ? 1_234_567 + visit : 48.123456789012 + visit / 7
    const findings = index % 2 === 0
      ? [1, 2, 3].map((rank) => ({ message: `Élément ${rank} : ${1000 + visit} octets transférés pour une image affichée bien plus petite.`, selector: `main > div:nth-child(${rank}) > img`, references: [{ standard: 'rgesn' as const, id: '5.2' }] }))
      : []
    return {
      audit, method: 1, outcome: index % 2 === 0 ? 'fail' : 'pass', measure: index % 2 === 0 ? { value, unit: index % 4 === 0 ? 'B' : 'score' } : null, findings,
      ...(audit === 'sobriety/page-carbon' ? { details: { france: { value: 0.0312345678901, unit: 'g' as const } } } : {}),
    }
  })
}
