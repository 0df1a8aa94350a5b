import { z } from 'zod'
import { CheckReport } from '#lib/gate/check-report'
import { Quantity } from '#model/quantity'
import { canonical } from '#lib/record/canonical'

/** Clocks of two machines are never quite alike. */
const clockDriftMs = 10 * 60_000

/** What a person reads of the first thing that does not follow a schema; words of the sender are not repeated. */
export const firstIssue = ({ issues: [issue] }: z.ZodError): string => `${issue?.path.slice(0, 6).map(String).join('.') || 'le tout'} : valeur inattendue`

/**
 * A check that may be kept, or the sentence (French) that says why not: a field that this version does not know, a figure that cannot be,
 * a date in the future or before the last check that was accepted.
 */
export function fitCheck(raw: unknown, { now, last }: { now: string; last: string | null }): CheckReport | string {
  const parsed = CheckReport.safeParse(raw)
  if (!parsed.success) return firstIssue(parsed.error)
  const report = parsed.data
  // The contract lets readers pass over what they do not know; what enters a record is known in full.
  if (canonical(report) !== canonical(raw)) return 'un champ est inconnu de cette version'
  if (report.at === undefined) return 'at : la date du contrôle manque'
  if (Date.parse(report.at) > Date.parse(now) + clockDriftMs) return 'at : cette date est à venir'
  if (last !== null && Date.parse(report.at) < Date.parse(last)) return 'at : un contrôle plus récent est déjà accepté'
  if (report.pages.length === 0) return 'pages : aucune page'
  if (!quantitiesIn(report.pages).every(isPossible)) return 'une valeur est impossible (score hors de 0 à 100, nombre négatif)'
  return report
}

/** Hosts of every address that was visited; null when one is not an address of the web. */
export function hostsOf(urls: readonly string[]): Set<string> | null {
  const parsed = urls.map((url) => URL.parse(url))
  const hosts = parsed.flatMap((url) => (url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? [url.host] : []))
  return hosts.length === urls.length ? new Set(hosts) : null
}

const isPossible = ({ value, unit }: Quantity): boolean => value >= 0 && (unit !== 'score' || value <= 100)

function quantitiesIn(pages: CheckReport['pages']): Quantity[] {
  return pages.flatMap(({ figures = {}, results }) => [...Object.values(figures), ...results.flatMap(({ measure, details = {} }) => [...(measure === null ? [] : [measure]), ...Object.values(details)])])
}
