import { daysBetween, dayOf } from '#lib/time/period'
import type { ImportReport, Source } from '#model/source'
import { spokenShares } from './known-shares.ts'
import type { Probe } from './probe.ts'

/** What `trefle doctor` says of a source; its JSON is a public contract. */
export type SourceHealth = {
  source: string
  name: string
  connector: string
  answers: boolean
  /** Instant of the last import; null when there was none. */
  lastReadAt: string | null
  ageDays: number | null
  /** Older than its cadence allows, or never read. */
  overdue: boolean
  figures: number | null
  rejectedLines: number | null
  /** Sentences: why it does not answer, what its lines leave blank. */
  problems: string[]
  missing: string[]
}

/** A week of grace for what people export by hand. */
const cadenceDays: Readonly<Record<Source['cadence'], number>> = { daily: 2, weekly: 9, monthly: 38, quarterly: 99, yearly: 373, once: Infinity }

/** True when a source was not read for longer than its cadence allows, or never. */
export const isOverdue = ({ cadence }: Pick<Source, 'cadence'>, lastReadAt: string | null, today: string): boolean => lastReadAt === null || daysBetween(dayOf(lastReadAt), today) > cadenceDays[cadence]

/** One source's health. Pure. */
export function healthOf(probe: Probe, lastReadAt: string | null, today: string): SourceHealth {
  const { source } = probe
  const ageDays = lastReadAt === null ? null : daysBetween(dayOf(lastReadAt), today)
  const report = probe.state === 'read' ? probe.parsed.report : null
  return {
    source: source.id, name: source.name, connector: source.connector, answers: report !== null, lastReadAt, ageDays,
    overdue: isOverdue(source, lastReadAt, today),
    figures: probe.state === 'read' ? probe.parsed.observations.length : null,
    rejectedLines: report?.rejected.length ?? null,
    problems: probe.state === 'failed' ? [`${probe.problem} ${probe.mend}`] : probe.state === 'late' ? ['N’a pas répondu dans le temps donné.'] : [],
    missing: report === null ? [] : [
      ...(probe.state === 'read' && probe.parsed.observations.length === 0 ? ['La source se lit, mais ne donne aucun chiffre.'] : []),
      ...(report.rejected.length > 0 ? [`${report.rejected.length} lignes rejetées sur ${report.read.lines} : « trefle pull ${source.id} --dry-run » dit pourquoi.`] : []),
      ...missingShares(report),
    ],
  }
}

function missingShares(report: ImportReport): string[] {
  const { of, shares } = spokenShares(report)
  return shares.filter(({ share }) => share < 1).map(({ word, share }) => `« ${word} » est connu pour ${Math.floor(100 * share)} % des ${of}.`)
}

export const isWell = ({ answers, overdue }: SourceHealth): boolean => answers && !overdue
