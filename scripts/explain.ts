import { join, resolve } from 'node:path'
import { Option, type Command } from 'commander'
import { PublishedIndicator } from '#model/indicator'
import type { PublishedExplanation } from '#model/explanation'
import { recompute, stepNamed } from '#lib/explain/derivation'
import { explanationOf, fleetYear, SPLIT } from '#lib/explain/explanation'
import { fleetChange } from '#lib/explain/fleet-change'
import { treeChange } from '#lib/explain/tree-change'
import { changeWords, partChangeWords, spokenChange } from '#lib/explain/change-words'
import { citationsOf, citedBy } from '#lib/explain/citations'
import { explainVerdict, visitOf, type VerdictExplanation } from '#lib/explain/verdict'
import { spokenExplanation } from '#lib/explain/words'
import { drawnSeries, type Drawn, type PublicationInput } from '#lib/publish/publish'
import { t } from '#lib/words/i18n'
import { explainRule, isRuleOrFinding } from '#effects/ci-reports/explain-rule'
import { UsageError } from '#effects/command/errors'
import { dataOption } from '#effects/command/options'
import { print, printJson, say } from '#effects/command/terminal'
import { evidenceFolder, evidenceOf } from '#effects/visits/evidence-store'
import { readPublicationInput } from './compute.ts'
import { textIfPresent } from '#effects/files/if-present'

type Format = 'text' | 'md' | 'json'
type ExplainOptions = { data?: string; report: string; period?: string; between?: string[]; row?: string; table?: string; format: Format }

/** The figures as they were published; null when the territory was never computed. */
async function publishedOf(dataDir: string, id: string): Promise<PublishedIndicator | null> {
  const text = await textIfPresent(join(dataDir, 'publication', 'indicators', `${id}.json`))
  return text === null ? null : PublishedIndicator.parse(JSON.parse(text))
}

function knownOf({ factors, imports, people, sources = [], observations }: PublicationInput) {
  return { factors, imports, people, sources, observations }
}

/** The series of one indicator, drawn alone unless it tells of the others. Throws a UsageError when there is none of this name. */
function drawnOf(input: PublicationInput, id: string): Drawn {
  const asked = [...input.indicators].find(([key]) => key.endsWith(`/${id}`))
  const indicators = asked === undefined || asked[1].reads.indicators ? input.indicators : new Map([asked])
  const drawn = drawnSeries({ ...input, indicators }).find((each) => each.id === id)
  if (drawn === undefined) throw new UsageError(`Aucun indicateur ne s’appelle « ${id} ».`, `Choisissez parmi : ${[...input.indicators.keys()].map((key) => key.split('/')[1]).join(', ')}.`)
  return drawn
}

/** Where a figure comes from, for a period or the latest. Throws a UsageError when there is no such indicator, or no figure. */
export function explainIndicator(input: PublicationInput, id: string, period?: string): PublishedExplanation {
  const drawn = drawnOf(input, id)
  const dated = period === undefined ? undefined : drawn.points.findLast(({ point }) => point.period === period) ?? null
  const explanation = explanationOf(drawn, knownOf(input), dated)
  if (explanation === null) throw new UsageError(`« ${id} » n’a pas de chiffre${period === undefined ? '' : ` pour ${period}`}.`, `Périodes connues : ${drawn.points.filter(({ point }) => point.value !== null).map(({ point }) => point.period).join(', ') || 'aucune'}.`)
  return explanation
}

/** The two periods that were asked. Throws a UsageError for another number of them. */
function twoOf(periods: readonly string[]): [string, string] {
  const [from, to] = periods
  if (from === undefined || to === undefined || periods.length !== 2) throw new UsageError('Deux périodes sont attendues.', 'Écrivez par exemple --between 2025 2026, ou --between 2025-10 2026-10.')
  return [from, to]
}

/** Why a published figure changed between two periods, by the parts of its tree, with the two published points. Throws a UsageError when it has none to share the change among. */
export function explainTreeBetween(input: PublicationInput, published: PublishedIndicator, periods: readonly string[]) {
  const points = drawnOf(input, published.id).points
  const [before, after] = twoOf(periods).map((period) => {
    const point = published.series.findLast((each) => each.period === period)
    const tree = points.findLast(({ point: drawn }) => drawn.period === period)?.derivation
    if (point?.value == null || tree == null) throw new UsageError(`Pas de chiffre publié pour ${period}.`, `Périodes connues : ${published.series.filter(({ value }) => value !== null).map((each) => each.period).join(', ') || 'aucune'}.`)
    return { point, side: { period, published: point.value, tree } }
  })
  if (!before || !after) throw new Error('two periods were read')
  const change = treeChange(before.side, after.side)
  if (change === null) throw new UsageError(`« ${published.id} » est un chiffre d’un seul bloc pour l’une de ces périodes : son écart n’a pas de causes à partager.`, `« trefle explain ${published.id} --period ${after.point.period} » dit d’où il vient.`)
  return { change, ends: [before.point, after.point] as const }
}

/** Why the published figure of the fleet changed between two years. */
export function explainBetween(input: PublicationInput, published: PublishedIndicator, years: readonly string[]) {
  const [from, to] = twoOf(years)
  const [before, after] = [from, to].map((period) => {
    const year = fleetYear(period, published.series.findLast((point) => point.period === period)?.value ?? null, input.observations, input.factors)
    if (year === null) throw new UsageError(`Pas de chiffre publié pour ${period}.`, `Années connues : ${published.series.filter(({ value }) => value !== null).map((point) => point.period).join(', ') || 'aucune'}. Un inventaire passé se charge avec « trefle pull --as-of ».`)
    return year
  })
  if (!before || !after) throw new Error('two years were read')
  return fleetChange(before, after, input.factors)
}

/** The verdict of a page; the evidence is read again when it is kept on this machine. */
export async function explainPage(input: PublicationInput, target: string): Promise<VerdictExplanation> {
  const [site = '', page = '', ...audit] = target.split('/')
  const asked = { site, page, audit: audit.join('/') }
  const explained = explainVerdict(asked, input)
  const visit = visitOf(asked, input.pages)
  if (explained === null || visit === undefined) throw new UsageError(`Aucun résultat « ${target} ».`, 'Écrivez site/page/pilier/contrôle, par exemple portail/accueil/sobriety/page-weight.')
  if (visit.evidence === null) return explained
  const kept = await evidenceOf(evidenceFolder(resolve('var'), visit.run), visit)
  return { ...explained, notes: [...explained.notes, kept === null ? 'Cette preuve n’est pas sur cette machine.' : 'Cette preuve est sur cette machine, et son empreinte est la bonne.'] }
}

function sayDisagreement(explanation: PublishedExplanation, published: PublishedIndicator | null): void {
  const figure = published?.series.findLast(({ period }) => period === explanation.period)?.value ?? null
  if (recompute(explanation.derivation) !== explanation.value) throw new Error(`the tree of ${explanation.id} does not give its value`)
  if (explanation.value === null) return
  if (figure === null) return say('Ce chiffre n’est pas encore publié : lancez « trefle compute ».')
  if (Math.abs(figure - explanation.value) > 1e-9 * Math.max(1, Math.abs(figure))) say(`Le chiffre publié est ${figure} : il date d’avant le registre ou la méthode d’aujourd’hui. Relancez « trefle compute ».`)
}

function sayChange(input: PublicationInput, published: PublishedIndicator, between: readonly string[], format: Format): string | object {
  const words = format === 'json' ? 'text' : format
  if (published.id === SPLIT) {
    const change = explainBetween(input, published, between)
    return format === 'json' ? change : spokenChange(changeWords(change), words)
  }
  const { change, ends } = explainTreeBetween(input, published, between)
  return format === 'json' ? change : `${published.text.title}\n${spokenChange(partChangeWords(change, published.unit, ends), words)}`
}

/** What is asked of a figure: the numbers of a row, of a table, or both; without a table of that row, a step of its own tree. */
type Part = { table?: string; row?: string }

/** Numbers of the tables of an indicator, or a step of its tree, each with its tree. Throws a UsageError when there is none. */
export function explainPart(explanation: PublishedExplanation, { table, row }: Part): PublishedExplanation[] {
  const { rows = [], bounds: _bounds, counts: _counts, ...whole } = explanation
  const { derivation, id, title, citations } = whole
  const cells = rows.filter((each) => (table === undefined || each.breakdown === table) && (row === undefined || each.row === row))
  const step = table === undefined && row !== undefined ? stepNamed(derivation, row) : undefined
  const found = cells.length > 0 ? cells.map((cell) => ({ words: `${cell.breakdown}, ${cell.row}, ${cell.column}`, tree: cell.derivation })) : step ? [{ words: step.label, tree: step }] : []
  if (found.length === 0) {
    const known = table === undefined ? [...rows.map((each) => each.row), ...derivation.parts.flatMap(({ label, parts }) => [label, ...parts.map((part) => part.label)])] : rows.map((each) => `${each.breakdown}, ${each.row}`)
    throw new UsageError(`« ${id} » n’a pas ${[...(table === undefined ? [] : [`de tableau « ${table} »`]), ...(row === undefined ? [] : [`de ligne « ${row} »`])].join(' avec ')} qui ait un calcul.`, `Choisissez parmi : ${[...new Set(known)].join(' ; ')}.`)
  }
  return found.map(({ words, tree }) => ({ ...whole, title: `${title} : ${words}`, value: tree.value, formula: null, derivation: tree, rows: [], citations: citedBy([tree], citations) }))
}

/** What is asked, in words, or as a value for a program. Throws a UsageError when there is nothing of this name. */
async function explained(target: string, { data, period, between, row, table, report, format }: ExplainOptions): Promise<string | object> {
  if (isRuleOrFinding(target)) return explainRule(target, { report, format })
  if (data === undefined) throw new UsageError('Dites de quel territoire : --data et le dossier qui contient territory.yml (ou la variable d’environnement TREFLE_DATA).', 'Sans territoire, seuls un contrôle (pilier/contrôle) et un écart d’un rapport s’expliquent.')
  const { input } = await readPublicationInput({ dataDir: data, now: new Date().toISOString() })
  const words = format === 'json' ? 'text' : format
  if (target.includes('/')) {
    const verdict = await explainPage(input, target)
    if (format === 'json') return verdict
    const told = verdict.derivation === null ? `${verdict.title}, ${verdict.period}` : spokenExplanation({ ...verdict, value: verdict.derivation.value ?? 0, formula: null, derivation: verdict.derivation, citations: citationsOf([verdict.derivation], knownOf(input)) }, words)
    return [told, `Résultat : ${t(`state.${verdict.outcome}`)}`, ...verdict.notes].join('\n')
  }
  const published = await publishedOf(data, target)
  if (between !== undefined) {
    if (published === null) throw new UsageError(`« ${target} » n’est pas publié.`, `Lancez « trefle compute --data ${data} ».`)
    return sayChange(input, published, between, format)
  }
  const whole = explainIndicator(input, target, period)
  sayDisagreement(whole, published)
  const asked = row === undefined && table === undefined ? [whole] : explainPart(whole, { ...(table !== undefined && { table }), ...(row !== undefined && { row }) })
  return format === 'json' ? asked[0] !== undefined && asked.length === 1 ? asked[0] : asked : asked.map((each) => spokenExplanation(each, words)).join('\n\n')
}

/** A tree holds words of pages and of files: they go through the border of the terminal, whoever reads. */
async function explain(target: string, options: ExplainOptions): Promise<void> {
  const answer = await explained(target, options)
  if (typeof answer === 'string') print(answer)
  else printJson(answer)
}

export function register(program: Command): void {
  program.command('explain')
    .description('dit d’où vient un chiffre, jusqu’aux facteurs, aux imports et aux preuves')
    .argument('<cible>', 'indicateur, site/page/pilier/contrôle, pilier/contrôle, ou le nom d’un écart d’un rapport')
    .addOption(dataOption().makeOptionMandatory(false))
    .option('--period <période>', 'période du chiffre ; la dernière par défaut')
    .option('--between <périodes...>', 'partage l’écart entre deux périodes entre ses causes')
    .option('--report <fichier>', 'rapport JSON de « trefle check » où chercher un écart', 'trefle.json')
    .option('--row <ligne>', 'une ligne d’un tableau, ou une étape du calcul, par son nom')
    .option('--table <tableau>', 'un tableau, par son nom court : by-type, by-month…')
    .addOption(new Option('--format <format>', 'forme de la réponse').choices(['text', 'md', 'json']).default('text'))
    .addHelpText('after', `
Exemples :
  trefle explain fleet-footprint --data datasets/ma-ville
  trefle explain fleet-footprint --between 2025 2026 --data datasets/ma-ville
  trefle explain pue --between 2025-10 2026-10 --data datasets/ma-ville
  trefle explain fleet-footprint --row 'Moins de 3 ans' --data datasets/ma-ville
  trefle explain pue --table by-month --row 2026-10 --data datasets/ma-ville
  trefle explain portail/accueil/sobriety/page-weight --data datasets/ma-ville --format md
  trefle explain sobriety/page-weight
  trefle explain f0123456789ab --report trefle.json`)
    .action(explain)
}
