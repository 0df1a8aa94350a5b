import type { AuditResult, Loads } from '#model/result'
import type { Quantity } from '#model/quantity'
import type { Outcome } from '#model/outcome'
import type { Failure } from '#model/failure'
import { failureWords } from '#lib/open-data/code-words'
import { passWords } from './passes.ts'
import type { Measured } from '../visits/measure.ts'
import { colours } from './terminal.ts'

/** One sign and one word an outcome: the sign never goes alone. */
const words: Record<Outcome, string> = {
  pass: '● rien d’anormal', fail: '◆ écart observé', informative: '· information', 'not-applicable': '– sans objet',
  'to-verify': '◉ à vérifier', unknown: '○ non testé',
}

const number = new Intl.NumberFormat('fr-FR', { maximumSignificantDigits: 3 })

export function spokenQuantity(quantity: Quantity | null): string {
  if (quantity === null) return '–'
  if (quantity.unit === 'B') return `${number.format(quantity.value / 1000)} ko`
  if (quantity.unit === 'count') return number.format(quantity.value)
  return `${number.format(quantity.value)} ${quantity.unit === 'score' ? '/ 100' : quantity.unit}`
}

/** What it means in French, then the code and the precise words of the tool, which a search finds. */
export const spokenFailure = ({ code, detail }: Failure): string => `${failureWords(code)} (${code} : ${detail})`

function line(result: AuditResult): string {
  const { yellow, dim, green } = colours(process.stdout)
  const paint = result.outcome === 'fail' ? yellow : result.outcome === 'pass' ? green : dim
  return `  ${result.audit.padEnd(34)} ${spokenQuantity(result.measure).padStart(12)}  ${paint(words[result.outcome])}`
}

/** How far several loads were apart. */
function spread({ audit, measure }: AuditResult, loads: Loads | undefined): string[] {
  const [low, , high, count] = loads?.spread[audit] ?? []
  if (measure === null || low === undefined || high === undefined) return []
  return [`      ${count} mesures, de ${spokenQuantity({ ...measure, value: low })} à ${spokenQuantity({ ...measure, value: high })}`]
}

/** At most three findings of what deserves a look; the JSON holds them all. */
function findings(result: AuditResult): string[] {
  if (!['fail', 'to-verify'].includes(result.outcome)) return []
  const seen = result.findings.filter(({ item }) => item?.state !== 'found')
  const shown = seen.slice(0, 3).map((finding) => `      ${finding.message}${finding.selector ? ` [${finding.selector}]` : ''}`)
  return seen.length > 3 ? [...shown, `      … et ${seen.length - 3} de plus (--format json)`] : shown
}

/** The table of `trefle check`: a block a page, a line an audit, what was seen under it. */
export function checkTable(measured: readonly Measured[]): string {
  const { bold, yellow } = colours(process.stdout)
  return measured.map(({ job, evidence, results, loads }) => {
    const head = `${bold(evidence.finalUrl ?? evidence.url)}${job.scenario ? ` (étape ${job.page})` : ''}${evidence.pass === 'cold' ? '' : ` (${passWords[evidence.pass]})`}`
    if (evidence.status === 'not-measured') return `${head}\n  ${yellow('○ non mesurée')}${evidence.failure ? ` : ${spokenFailure(evidence.failure)}` : ''}\n`
    return [head, ...results.flatMap((result) => [line(result), ...spread(result, loads), ...findings(result)]), ''].join('\n')
  }).join('\n')
}
