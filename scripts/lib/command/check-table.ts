import type { AuditResult, Loads } from '#model/result'
import type { Quantity } from '#model/quantity'
import type { Finding, Outcome } from '#model/outcome'
import type { Failure } from '#model/failure'
import type { AuditText } from '#model/publication'
import { counted } from '#lib/gate/value-words'
import { failureWords } from '#lib/open-data/code-words'
import { passWords } from './passes.ts'
import type { Measured } from '../visits/measure.ts'
import { colours } from './terminal.ts'

type Texts = ReadonlyMap<string, AuditText>

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

/** Where a finding is: a place of the page, and the other page or the file that it is about. */
function placeOf({ selector, url }: Finding, page: string): string {
  const places = [selector, url === page ? undefined : url].filter((place) => place !== undefined)
  return places.length === 0 ? '' : ` [${places.join(' · ')}]`
}

/** What was seen, three findings at most (the JSON holds them all), and how a gap is mended. */
function findings({ audit, outcome, findings: all, failure }: AuditResult, page: string, texts: Texts): string[] {
  if (outcome === 'unknown') return failure ? [`      ${spokenFailure(failure)}`] : []
  const seen = all.filter(({ item }) => item?.state !== 'found')
  const shown = seen.slice(0, 3).map((finding) => `      ${finding.message}${placeOf(finding, page)}`)
  const more = seen.length > 3 ? [`      … et ${seen.length - 3} de plus (--format json)`] : []
  const mend = outcome === 'fail' ? texts.get(audit)?.mend : undefined
  return [...shown, ...more, ...(mend === undefined ? [] : [`      → ${mend}`])]
}

const told: readonly Outcome[] = ['fail', 'to-verify', 'unknown']

/** What a page is first looked at for: what is to be mended or verified, what could not be seen, then its figures; the rest is counted. */
function blockOf({ evidence, results, loads }: Measured, texts: Texts): string[] {
  const page = evidence.finalUrl ?? evidence.url
  const first = told.flatMap((outcome) => results.filter((result) => result.outcome === outcome))
  const figures = results.filter(({ outcome, measure }) => outcome === 'informative' || (outcome === 'pass' && measure !== null && measure.value !== 0))
  const left = results.filter((result) => !first.includes(result) && !figures.includes(result))
  const of = (outcome: Outcome) => left.filter((result) => result.outcome === outcome).length
  return [
    ...first.flatMap((result) => [line(result), ...spread(result, loads), ...findings(result, page, texts)]),
    ...figures.flatMap((result) => [line(result), ...spread(result, loads), ...(result.measure === null ? findings(result, page, texts) : [])]),
    ...(left.length === 0 ? [] : [`  ${words.pass} : ${counted(of('pass'), 'autre contrôle', 'autres contrôles')} ; ${words['not-applicable']} : ${of('not-applicable')}`]),
  ]
}

/** The table of `trefle check`: a block a page. */
export function checkTable(measured: readonly Measured[], texts: Texts): string {
  const { bold, yellow, dim } = colours(process.stdout)
  const blocks = measured.map((one) => {
    const { job, evidence } = one
    const head = `${bold(evidence.finalUrl ?? evidence.url)}${job.scenario ? ` (étape ${job.page})` : ''}${evidence.pass === 'cold' ? '' : ` (${passWords[evidence.pass]})`}`
    if (evidence.status === 'not-measured') return `${head}\n  ${yellow('○ non mesurée')}${evidence.failure ? ` : ${spokenFailure(evidence.failure)}` : ''}\n`
    return [head, ...blockOf(one, texts), ''].join('\n')
  })
  const gaps = measured.some(({ results }) => results.some(({ outcome }) => outcome === 'fail'))
  return [...blocks, ...(gaps ? [dim('Pourquoi un contrôle compte, et ce qu’il ne voit pas : trefle explain <contrôle>\n')] : [])].join('\n')
}
