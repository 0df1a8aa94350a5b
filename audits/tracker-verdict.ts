import type { Artifacts } from '#model/evidence'
import type { Finding } from '#model/outcome'
import type { Reference } from '#model/reference'
import type { AuditContext, AuditVerdict } from '#lib/define'
import { purposeWords } from '#lib/words/purpose-words'
import { thirdPartyCalls, type HostCalls } from '#lib/web/third-party-calls'

export const choiceReferences: readonly Reference[] = [
  { standard: 'law', id: 'Loi Informatique et Libertés, article 82' },
  { standard: 'cnil', id: 'Délibérations 2020-091 et 2020-092' },
]

/**
 * Calls to third parties at a moment when nobody has accepted anything ("sans rien cliquer", "après un refus").
 * A row of the curated registry says whether a purpose needs a choice; an unknown host is for a human, never a fault.
 */
export function judgeTrackers(requests: Artifacts['requests'], { site, registry }: AuditContext, moment: string): AuditVerdict {
  const calls = thirdPartyCalls(requests, site, registry)
  const needing = calls.filter(({ row }) => row?.choice === 'yes')
  const doubtful = calls.filter(({ row }) => row === null || row.choice === 'to-verify')
  return {
    outcome: needing.length > 0 ? 'fail' : doubtful.length > 0 ? 'to-verify' : 'pass',
    measure: { value: needing.length, unit: 'count' },
    details: { toVerify: { value: doubtful.length, unit: 'count' } },
    findings: [
      ...needing.map((call) => finding(call, `Appel à ${named(call)} ${moment} : cet usage peut nécessiter un consentement.`)),
      ...doubtful.map((call) => ({ ...finding(call, `À vérifier : appel à ${named(call)} ${moment}.`), certainty: 'to-verify' as const })),
    ],
  }
}

function named({ host, alias, row, entity }: HostCalls): string {
  const where = alias === null ? host : `${host}, alias de ${alias}`
  if (row !== null) return `${row.name} (${where}, ${purposeWords[row.purpose]})`
  return entity === null ? `${host} (usage inconnu)` : `${entity} (${host}, usage inconnu)`
}

function finding({ row }: HostCalls, message: string): Finding {
  const advice = row?.alternative ? ` Autre voie : ${row.alternative}.` : ''
  return { message: `${message}${advice}`, references: [...choiceReferences] }
}
