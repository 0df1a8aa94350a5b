import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { CheckReport, GateFinding } from '#lib/gate/check-report'
import { findingOf, spokenFinding, spokenRule } from '#lib/ci-reports/rule-words'
import type { ReferenceBooks } from '#lib/web/reference-address'
import { publishedAudits } from '#lib/publish/published-audits'
import { AuditId } from '#model/result'
import type { PublishedAudit } from '#model/publication'
import { UsageError } from '../command/errors.ts'
import { jsonOf } from '../files/json-text.ts'
import { loadWholeCatalogue } from '../territory/discover.ts'

const isFingerprint = (target: string) => GateFinding.shape.fingerprint.safeParse(target).success

/** True for what is explained without a territory: a rule, or a gap by its name in a report. */
export const isRuleOrFinding = (target: string): boolean => isFingerprint(target) || AuditId.safeParse(target).success

async function readReport(file: string): Promise<CheckReport> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`Le rapport ${file} ne peut pas être lu.`, 'Donnez par --report le fichier que « trefle check --format json=fichier » a écrit.')
  })
  const report = CheckReport.safeParse(jsonOf(text))
  if (report.success) return report.data
  throw new UsageError(`${file} n’est pas un contrôle de Trèfle.`, 'Donnez un fichier écrit par « trefle check --format json=fichier ».')
}

async function findingIn(file: string, fingerprint: string): Promise<GateFinding> {
  const finding = findingOf(await readReport(file), fingerprint)
  if (finding === undefined) throw new UsageError(`${file} n’a pas d’écart ${fingerprint}.`, 'Reprenez le nom exact : il est dans « findings » du JSON, et dans SARIF sous « trefle/v1 ».')
  return finding
}

async function ruleNamed(id: string): Promise<PublishedAudit> {
  const rules = publishedAudits(await loadWholeCatalogue())
  const rule = rules.find((each) => each.id === id)
  if (rule !== undefined) return rule
  const pillar = id.split('/')[0]
  throw new UsageError(`Aucun contrôle ne s’appelle « ${id} ».`, `Choisissez parmi : ${rules.filter((each) => each.pillar === pillar).map((each) => each.id).join(', ')}.`)
}

const shipped = new URL('../../../datasets/rgaa/', import.meta.url)

async function readBooks(): Promise<ReferenceBooks> {
  const [grid, wcag] = await Promise.all(['grid-4.1.2.json', 'wcag-2.1.json'].map(async (name): Promise<unknown> => JSON.parse(await readFile(new URL(name, shipped), 'utf8'))))
  return { rgaaUrl: z.object({ url: z.url() }).parse(grid).url, wcag: z.object({ url: z.url(), anchors: z.record(z.string(), z.string()) }).parse(wcag) }
}

/**
 * Why a rule matters, how to mend, its limits and its references; for a gap, what a report says of it first.
 * Throws a UsageError for a rule, a gap or a report that is not there.
 */
export async function explainRule(target: string, { report, format }: { report: string; format: 'text' | 'md' | 'json' }): Promise<string | object> {
  const finding = isFingerprint(target) ? await findingIn(report, target) : null
  const rule = await ruleNamed(finding?.rule ?? target)
  if (format === 'json') return { ...(finding ? { finding } : {}), rule }
  return [...(finding ? [spokenFinding(finding, format), ''] : []), spokenRule(rule, format, await readBooks())].join('\n')
}
