import type * as LH from 'lighthouse/types/lh.js'
import type { Artifacts } from '#model/evidence'
import { EvidenceAudit } from './evidence-audit.ts'

const metricIds = [
  'first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index', 'interactive', 'max-potential-fid',
]

/** What is kept of a Lighthouse report: numbers, no words, no screenshot. */
export function lighthouseScores({ lhr }: LH.RunnerResult): Artifacts['lighthouse'] {
  const measured = Object.values(lhr.audits).filter((audit) => audit.id !== EvidenceAudit.meta.id && (audit.score !== null || audit.numericValue !== undefined))
  const number = (value: number | null | undefined) => (value !== null && value !== undefined && Number.isFinite(value) ? value : null)
  return {
    performanceScore: number(lhr.categories.performance?.score),
    benchmarkIndex: number(lhr.environment.benchmarkIndex),
    metrics: Object.fromEntries(metricIds.flatMap((id) => {
      const value = number(lhr.audits[id]?.numericValue)
      return value === null ? [] : [[id, value]]
    })),
    audits: Object.fromEntries(measured.map((audit) => [audit.id, { score: number(audit.score), numericValue: number(audit.numericValue) }])),
  }
}
