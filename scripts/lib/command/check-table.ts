import type { AuditResult } from '#model/result'
import type { Quantity } from '#model/quantity'
import type { Outcome } from '#model/outcome'
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

function line(result: AuditResult): string {
  const { yellow, dim, green } = colours(process.stdout)
  const paint = result.outcome === 'fail' ? yellow : result.outcome === 'pass' ? green : dim
  return `  ${result.audit.padEnd(34)} ${spokenQuantity(result.measure).padStart(12)}  ${paint(words[result.outcome])}`
}

/** At most three findings of what deserves a look; the JSON holds them all. */
function findings(result: AuditResult): string[] {
  if (!['fail', 'to-verify'].includes(result.outcome)) return []
  const shown = result.findings.slice(0, 3).map((finding) => `      ${finding.message}${finding.selector ? ` [${finding.selector}]` : ''}`)
  return result.findings.length > 3 ? [...shown, `      … et ${result.findings.length - 3} de plus (--format json)`] : shown
}

/** The table of `trefle check`: a block a page, a line an audit, what was seen under it. */
export function checkTable(measured: readonly Measured[]): string {
  const { bold, yellow } = colours(process.stdout)
  return measured.map(({ evidence, results }) => {
    const head = bold(evidence.finalUrl ?? evidence.url)
    if (evidence.status === 'not-measured') return `${head}\n  ${yellow('○ non mesurée')} : ${evidence.failure?.code} — ${evidence.failure?.detail}\n`
    return [head, ...results.flatMap((result) => [line(result), ...findings(result)]), ''].join('\n')
  }).join('\n')
}
