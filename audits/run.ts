import type { ArtifactName, Artifacts, Evidence } from '#model/evidence'
import type { Captured, Failure } from '#model/failure'
import type { FactorBook } from '#model/factor'
import type { Finding } from '#model/outcome'
import type { AuditId, AuditResult } from '#model/result'
import type { Site } from '#model/site'
import type { Registry } from '#model/third-party'
import { passesOf, type AuditContext, type AuditDefinition, type AuditVerdict } from '#lib/define'
import { methodOver } from '#lib/collector-versions'
import { cleanText } from '#lib/words/clean'

const findingsCap = 500

export type JudgeContext = { site: Site | null; factors: FactorBook; registry: Registry }

/**
 * The verdicts of every audit that is judged on this pass, sorted by id. Pure: the same evidence gives the same results.
 * What could not be measured is `unknown` with its failure, never a pass nor a fail.
 */
export function judge(evidence: Evidence, catalogue: ReadonlyMap<AuditId, AuditDefinition>, context: JudgeContext): AuditResult[] {
  return [...catalogue]
    .filter(([, definition]) => isJudgedOn(definition, evidence))
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([audit, definition]) => judgeOne(audit, definition, evidence, context))
}

/** Whether an audit is judged on a pass, or on the load that confirms one. */
export function isJudgedOn(definition: AuditDefinition, { pass, confirms }: Pick<Evidence, 'pass' | 'confirms'>): boolean {
  const passes = passesOf(definition)
  return passes.includes(pass) && (confirms === undefined || passes.includes(confirms))
}

function judgeOne(audit: AuditId, definition: AuditDefinition, evidence: Evidence, context: JudgeContext): AuditResult {
  const method = methodOver(definition, evidence.collectors ?? {})
  const unknown = (failure: Failure): AuditResult => ({ audit, method, outcome: 'unknown', measure: null, findings: [], failure })
  if (evidence.status === 'not-measured') return unknown(evidence.failure ?? { code: 'not-attempted', detail: 'the page was not loaded' })
  try {
    const given = verdictOn(definition, evidence, context)
    if (!given.ok) return unknown(given.failure)
    const { outcome, measure, details, findings } = given.value
    return { audit, method, outcome, measure, ...(details === undefined ? {} : { details }), findings: findings.slice(0, findingsCap).map(cleanFinding) }
  } catch (error) {
    // A bug in one audit: the others still speak, and the record says which one broke and why.
    return unknown({ code: 'collector', detail: cleanText(`audit ${audit} broke: ${error instanceof Error ? error.message : String(error)}`) })
  }
}

function verdictOn(definition: AuditDefinition, evidence: Evidence, context: JudgeContext): Captured<AuditVerdict> {
  const settled = definition.settled?.(whatWasCaptured(evidence))
  if (settled) return { ok: true, value: settled }
  const narrowed = narrow(evidence, definition)
  if (!narrowed.ok) return narrowed
  return { ok: true, value: atMostSeen(definition.judge(narrowed.artifacts, auditContext(evidence, context)), evidence) }
}

function whatWasCaptured({ artifacts }: Evidence): Partial<Artifacts> {
  return Object.fromEntries(Object.entries(artifacts).flatMap(([name, captured]) => (captured?.ok ? [[name, captured.value]] : [])))
}

type Narrowed = { ok: true; artifacts: Artifacts } | { ok: false; failure: Failure }

/** Only what the audit declared; a needed artifact that is missing is the first failure to say. */
function narrow({ artifacts }: Evidence, { needs, wants = [] }: AuditDefinition): Narrowed {
  const given: Partial<Artifacts> = {}
  for (const name of [...needs, ...wants]) {
    const captured = artifacts[name]
    if (captured?.ok) Object.assign(given, { [name]: captured.value })
    else if (needs.includes(name)) return { ok: false, failure: captured?.failure ?? notGathered(name) }
  }
  // A definition of the catalogue no longer carries the names it was checked with: its judge reads only those.
  return { ok: true, artifacts: given as Artifacts }
}

function notGathered(name: ArtifactName): Failure {
  return { code: 'missing-artifact', detail: `the artifact "${name}" was not gathered` }
}

function auditContext(evidence: Evidence, context: JudgeContext): AuditContext {
  const { role, url, pass, confirms, profile, contended, at } = evidence
  return { ...context, role, url, finalUrl: evidence.finalUrl ?? url, pass: confirms ?? pass, profile, contended, at }
}

/** A load that was cut saw a part of the page: what it saw stands, but it cannot say that nothing is wrong. */
function atMostSeen(verdict: AuditVerdict, { status }: Evidence): AuditVerdict {
  if (status !== 'partial' || verdict.outcome !== 'pass') return verdict
  const message = 'Le chargement a été interrompu par une limite : seule une partie de la page a été vue.'
  return { ...verdict, outcome: 'to-verify', findings: [...verdict.findings, { message, references: [] }] }
}

/** Pages may be hostile: whatever an audit quotes is cleaned once more before it is kept. */
export function cleanFinding({ message, selector, url, page, references, certainty, item, contacted }: Finding): Finding {
  return {
    message: cleanText(message),
    ...(selector === undefined ? {} : { selector: cleanText(selector) }),
    ...(url === undefined ? {} : { url: cleanText(url, 2048) }),
    ...(page === undefined ? {} : { page }),
    references,
    ...(certainty === undefined ? {} : { certainty }),
    ...(item === undefined ? {} : { item: { ...item, ...(item.quote === undefined ? {} : { quote: cleanText(item.quote) }) } }),
    ...(contacted === undefined ? {} : { contacted }),
  }
}
