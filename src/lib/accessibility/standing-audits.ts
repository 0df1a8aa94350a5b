import type { ManualAudit } from '#model/manual-audit'

/** The audits that no other one corrects. */
export function standingAudits(audits: readonly ManualAudit[]): ManualAudit[] {
  const corrected = new Set(audits.flatMap(({ supersedes }) => supersedes ?? []))
  return audits.filter(({ id }) => !corrected.has(id))
}
