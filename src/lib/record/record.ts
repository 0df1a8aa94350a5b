import type { Failure } from '#model/failure'
import type { Finding } from '#model/outcome'
import type { AuditId, AuditResult, CompactResult, FindingLine, PageRecord, RunRecord } from '#model/result'
import type { Unit } from '#model/quantity'
import { contentId } from './content-id.ts'
import { putFigures, takeFigures } from '../words/figures.ts'

/** A visit without its verdicts. */
export type Visit = Omit<PageRecord, 'results'>

/** Two lines of a run with the same key are of the same visit: the later one replaces the earlier. */
export const visitKey = ({ site, page, pass, confirms, profile }: Pick<Visit, 'site' | 'page' | 'pass' | 'confirms' | 'profile'>): string => [site, page, pass, confirms, profile].join(' ')

/** What a site's findings file holds, by id. */
export type FindingBook = ReadonlyMap<string, FindingLine>

/** The places of a finding where figures change from a visit to the next. */
const texts = ['message', 'selector', 'url'] as const

function splitFinding(finding: Finding): { skeleton: Finding; figures: string[] } {
  const skeleton = { ...finding }
  const figures = texts.flatMap((key) => {
    const text = finding[key]
    if (text === undefined) return []
    const taken = takeFigures(text)
    skeleton[key] = taken.skeleton
    return taken.figures
  })
  return { skeleton, figures }
}

function joinFinding(skeleton: Finding, figures: readonly string[]): Finding {
  const finding = { ...skeleton }
  const rest = figures.values()
  for (const key of texts) {
    const text = skeleton[key]
    if (text !== undefined) finding[key] = putFigures(text, rest)
  }
  return finding
}

/** The lines that keep the findings of one verdict: each finding under its own id, then their set. Empty when there is none. */
function findingLines(audit: AuditId, findings: readonly Finding[]): { set: string | null; lines: FindingLine[] } {
  if (findings.length === 0) return { set: null, lines: [] }
  const parts = findings.map((finding) => {
    const { skeleton, figures } = splitFinding(finding)
    return { line: { id: contentId('f', { audit, finding: skeleton }), audit, finding: skeleton }, figures }
  })
  const content = {
    of: parts.map(({ line }) => line.id),
    ...(parts.some(({ figures }) => figures.length > 0) ? { figures: parts.map(({ figures }) => figures) } : {}),
  }
  const set = contentId('s', content)
  return { set, lines: [...parts.map(({ line }) => line), { id: set, ...content }] }
}

/**
 * What the record keeps of the verdicts of one visit: the page's record, and the lines of its findings
 * (those already in the site's file are simply not written again). The sentence of a failure stays with the evidence.
 */
export function toRecord(visit: Visit, results: readonly AuditResult[]): { page: PageRecord; findings: FindingLine[] } {
  const lines = new Map<string, FindingLine>()
  const compact: Record<AuditId, CompactResult> = {}
  for (const result of results.toSorted((a, b) => (a.audit < b.audit ? -1 : 1))) {
    const kept = findingLines(result.audit, result.findings)
    for (const line of kept.lines) lines.set(line.id, line)
    const details = Object.fromEntries(Object.entries(result.details ?? {}).map(([key, quantity]) => [key, quantity.value]))
    const words = [result.outcome, result.measure?.value ?? null, kept.set, details] as const
    compact[result.audit] = result.failure ? [...words, result.failure.code] : [...words]
  }
  return { page: { ...visit, results: compact }, findings: [...lines.values()] }
}

/** The findings of a set, exactly as they were said. Throws when the book lacks one: a line was lost. */
export function findingsOf(set: string | null, book: FindingBook): Finding[] {
  if (set === null) return []
  const line = book.get(set)
  if (line === undefined || !('of' in line)) throw new Error(`The set of findings ${set} is not in the record`)
  return line.of.map((id, index) => {
    const record = book.get(id)
    if (record === undefined || !('finding' in record)) throw new Error(`The finding ${id} is not in the record`)
    return joinFinding(record.finding, line.figures?.[index] ?? [])
  })
}

const quantity = (value: number, unit: Unit | null | undefined) => (unit ? { value, unit } : null)

/** The verdicts of a recorded page, with methods and units from its run. Inverse of `toRecord`, but for the sentences of failures. */
export function fromRecord(page: PageRecord, run: RunRecord, book: FindingBook): AuditResult[] {
  return Object.entries(page.results).map(([audit, [outcome, value, set, details, code]]) => {
    const declared = run.audits[audit]
    if (declared === undefined) throw new Error(`The run ${run.run} does not declare the audit ${audit}`)
    const further = Object.entries(details).flatMap(([key, amount]) => {
      const unit = declared.details?.[key]
      return unit ? [[key, { value: amount, unit }] as const] : []
    })
    const failure: Failure | null = code ? { code, detail: page.failure?.code === code ? page.failure.detail : '' } : null
    return {
      audit, method: declared.method, outcome,
      measure: value === null ? null : quantity(value, declared.unit),
      ...(further.length > 0 ? { details: Object.fromEntries(further) } : {}),
      findings: findingsOf(set, book),
      ...(failure ? { failure } : {}),
    }
  })
}
