import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Option, type Command } from 'commander'
import { PublishedIndicator } from '#model/indicator'
import type { PublishedExplanation } from '#model/explanation'
import { recompute } from '#lib/explain/derivation'
import { explanationOf, fleetYear, SPLIT } from '#lib/explain/explanation'
import { fleetChange } from '#lib/explain/fleet-change'
import { explainVerdict, visitOf, type VerdictExplanation } from '#lib/explain/verdict'
import { spokenChange, spokenExplanation } from '#lib/explain/words'
import { drawnSeries, type PublicationInput } from '#lib/publish/publish'
import { t } from '#lib/words/i18n'
import { UsageError } from '#effects/command/errors'
import { dataOption } from '#effects/command/options'
import { say } from '#effects/command/terminal'
import { evidenceFolder, evidenceOf } from '#effects/visits/evidence-store'
import { readPublicationInput } from './compute.ts'

type Format = 'text' | 'md' | 'json'
type ExplainOptions = { data: string; period?: string; between?: string[]; format: Format }

/** The figures as they were published; null when the territory was never computed. */
async function publishedOf(dataDir: string, id: string): Promise<PublishedIndicator | null> {
  const text = await readFile(join(dataDir, 'publication', 'indicators', `${id}.json`), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text === null ? null : PublishedIndicator.parse(JSON.parse(text))
}

function knownOf({ factors, imports, sources = [], observations }: PublicationInput) {
  return { factors, imports, sources, observations }
}

/** Where a figure comes from, for a period or the latest. Throws a UsageError when there is no such indicator, or no figure. */
export function explainIndicator(input: PublicationInput, id: string, period?: string): PublishedExplanation {
  // One indicator alone, unless it tells of the others.
  const asked = [...input.indicators].find(([key]) => key.endsWith(`/${id}`))
  const indicators = asked === undefined || asked[1].reads.indicators ? input.indicators : new Map([asked])
  const drawn = drawnSeries({ ...input, indicators }).find((each) => each.id === id)
  if (drawn === undefined) throw new UsageError(`Aucun indicateur ne s’appelle « ${id} ».`, `Choisissez parmi : ${[...input.indicators.keys()].map((key) => key.split('/')[1]).join(', ')}.`)
  const dated = period === undefined ? undefined : drawn.points.findLast(({ point }) => point.period === period) ?? null
  const explanation = explanationOf(drawn, knownOf(input), dated)
  if (explanation === null) throw new UsageError(`« ${id} » n’a pas de chiffre${period === undefined ? '' : ` pour ${period}`}.`, `Périodes connues : ${drawn.points.filter(({ point }) => point.value !== null).map(({ point }) => point.period).join(', ') || 'aucune'}.`)
  return explanation
}

/** Why the published figure of the fleet changed between two years. */
export function explainBetween(input: PublicationInput, published: PublishedIndicator, years: readonly string[]) {
  const [from = '', to = ''] = years
  if (published.id !== SPLIT) throw new UsageError(`Seul l’écart de « ${SPLIT} » se partage entre ses causes.`, `Essayez « trefle explain ${SPLIT} --between 2025 2026 ».`)
  if (years.length !== 2) throw new UsageError('Deux années sont attendues.', 'Écrivez par exemple --between 2025 2026.')
  const [before, after] = [from, to].map((period) => {
    const year = fleetYear(period, published.series.findLast((point) => point.period === period)?.value ?? null, input.observations)
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
  const explained = explainVerdict(asked, input.pages, input.runs, input.audits)
  const visit = visitOf(asked, input.pages)
  if (explained === null || visit === undefined) throw new UsageError(`Aucun résultat « ${target} ».`, 'Écrivez site/page/pilier/contrôle, par exemple portail/accueil/sobriety/page-weight.')
  if (visit.evidence === null) return explained
  const kept = await evidenceOf(evidenceFolder(resolve('var'), visit.run), visit)
  return { ...explained, notes: [...explained.notes, kept === null ? 'Cette preuve n’est pas sur cette machine.' : 'Cette preuve est sur cette machine, et son empreinte est la bonne.'] }
}

function sayDisagreement(explanation: PublishedExplanation, published: PublishedIndicator | null): void {
  const figure = published?.series.findLast(({ period }) => period === explanation.period)?.value ?? null
  if (recompute(explanation.derivation) !== explanation.value) throw new Error(`the tree of ${explanation.id} does not give its value`)
  if (figure === null) return say('Ce chiffre n’est pas encore publié : lancez « trefle compute ».')
  if (Math.abs(figure - explanation.value) > 1e-9 * Math.max(1, Math.abs(figure))) say(`Le chiffre publié est ${figure} : il date d’avant le registre ou la méthode d’aujourd’hui. Relancez « trefle compute ».`)
}

const print = (text: string): void => { process.stdout.write(`${text}\n`) }

async function explain(target: string, { data, period, between, format }: ExplainOptions): Promise<void> {
  const { input } = await readPublicationInput({ dataDir: data, now: new Date().toISOString() })
  const words = format === 'json' ? 'text' : format
  if (target.includes('/')) {
    const verdict = await explainPage(input, target)
    if (format === 'json') return print(JSON.stringify(verdict, null, 2))
    const told = verdict.derivation === null ? `${verdict.title}, ${verdict.period}` : spokenExplanation({ ...verdict, value: verdict.derivation.value ?? 0, formula: null, derivation: verdict.derivation, citations: [] }, words)
    return print([told, `Résultat : ${t(`state.${verdict.outcome}`)}`, ...verdict.notes].join('\n'))
  }
  const published = await publishedOf(data, target)
  if (between !== undefined) {
    if (published === null) throw new UsageError(`« ${target} » n’est pas publié.`, `Lancez « trefle compute --data ${data} ».`)
    const change = explainBetween(input, published, between)
    return print(format === 'json' ? JSON.stringify(change, null, 2) : spokenChange(change, words))
  }
  const explanation = explainIndicator(input, target, period)
  sayDisagreement(explanation, published)
  print(format === 'json' ? JSON.stringify(explanation, null, 2) : spokenExplanation(explanation, words))
}

export function register(program: Command): void {
  program.command('explain')
    .description('dit d’où vient un chiffre, jusqu’aux facteurs, aux imports et aux preuves')
    .argument('<cible>', 'indicateur, ou site/page/pilier/contrôle')
    .addOption(dataOption())
    .option('--period <période>', 'période du chiffre ; la dernière par défaut')
    .option('--between <années...>', 'partage l’écart entre deux années entre ses causes')
    .addOption(new Option('--format <format>', 'forme de la réponse').choices(['text', 'md', 'json']).default('text'))
    .addHelpText('after', `
Exemples :
  trefle explain fleet-footprint --data datasets/ma-ville
  trefle explain fleet-footprint --between 2025 2026 --data datasets/ma-ville
  trefle explain portail/accueil/sobriety/page-weight --data datasets/ma-ville --format md`)
    .action(explain)
}
