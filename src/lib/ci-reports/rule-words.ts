import type { CheckReport, GateFinding } from '#lib/gate/check-report'
import type { PublishedAudit } from '#model/publication'
import { referenceAddress, type ReferenceBooks } from '#lib/web/reference-address'
import { cleanText } from '#lib/words/clean'
import { capital } from '#lib/words/typography'
import { causeWords } from './report-words.ts'
import { code, words } from './safe-markdown.ts'

export type RuleFormat = 'text' | 'md'

/** What a rule looks at, why, how to mend, what it cannot see and what it rests on: the page of the method, for a terminal. */
export function spokenRule({ id, method, text, limits, references }: PublishedAudit, format: RuleFormat, books: ReferenceBooks): string {
  const title = format === 'md' ? `## ${text.title} (${id})` : `${text.title} (${id}, méthode ${method})`
  const part = (name: string, lines: readonly string[]) => (lines.length === 0 ? [] : ['', format === 'md' ? `### ${name}` : name, ...(format === 'md' ? [''] : []), ...lines])
  const list = (lines: readonly string[]) => lines.map((line) => `${format === 'md' ? '-' : '  •'} ${line}`)
  const plain = (line: string) => [format === 'md' ? line : `  ${line}`]
  return [
    title, ...part('Ce qui est dit quand il manque quelque chose', plain(text.failing)), ...part('Pourquoi', plain(text.why)), ...part('Pour y remédier', plain(text.mend)),
    ...part('Ce que ce contrôle ne voit pas', list(limits)),
    ...part('Références', list(references.map((reference) => [`${reference.standard} ${reference.id}`, referenceAddress(reference, books) ?? []].flat().join(' : ')))),
  ].join('\n')
}

const statuses: Record<GateFinding['status'], string> = {
  new: 'nouveau', known: 'déjà connu', waived: 'toléré', 'seen-once': 'vu à un seul chargement, il ne décide rien',
}

/** One gap of a report, before its rule. Its words come from a page, and are cleaned. */
export function spokenFinding({ fingerprint, finding, url, status, count, cause, mend, waiver, reproduce }: GateFinding, format: RuleFormat): string {
  const text = (raw: string) => (format === 'md' ? words(raw) : cleanText(raw, 2048))
  const exact = (raw: string) => (format === 'md' ? code(raw) : cleanText(raw, 3000))
  const lines = [
    `Écart ${fingerprint} (${statuses[status]}) : ${text(finding.message)}`,
    `Où : ${exact(url)}${finding.selector === undefined ? '' : ` ${exact(finding.selector)}`}${count > 1 ? `, ${count} endroits` : ''}`,
    ...(cause === null ? [] : [capital(causeWords(cause))]),
    ...(waiver ? [`Toléré jusqu’au ${waiver.until} par ${text(waiver.owner)} : ${text(waiver.reason)}`] : []),
    `Pour y remédier : ${text(mend)}`,
    `Le revoir : ${exact(reproduce)}`,
  ]
  return lines.map((line) => (format === 'md' ? `- ${line}` : line)).join('\n')
}

/** The gap of that name in a report. */
export const findingOf = ({ findings = [] }: CheckReport, fingerprint: string): GateFinding | undefined => findings.find((each) => each.fingerprint === fingerprint)
