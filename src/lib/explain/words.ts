import type { Derivation, Origin } from '#model/derivation'
import type { Cause, Change, Citation, PublishedExplanation } from '#model/explanation'
import { formatInterval, formatQuantity } from '../words/format.ts'
import { t } from '../words/i18n.ts'
import { citationKey } from './citations.ts'

const figures = new Intl.NumberFormat('fr-FR', { maximumSignificantDigits: 6 })

/** "185,09 kgCO2e": six digits, enough to follow a division by hand. */
export function spokenValue({ value, unit, times }: Derivation): string {
  const figure = value === null ? 'inconnu' : `${figures.format(value)}${unit === '' ? '' : ` ${unit}`}`
  return times === undefined ? figure : `${figure}, ${figures.format(times)} fois`
}

/** How a value follows from its parts; empty for a given number. */
export const ruleWords = (rule: Derivation['rule']): string => (rule === 'given' ? '' : t(`explain.rule.${rule}`))

/** Where a given number comes from; a citation says the rest. */
export function originWords(origin: Origin): string {
  if (origin.kind === 'factor') return t('explain.origin.factor', { id: origin.id })
  if (origin.kind === 'import') return t('explain.origin.import', { source: origin.source, count: origin.facts })
  if (origin.kind === 'visit') return t('explain.origin.visit', { run: origin.run, page: `${origin.site}/${origin.page}`, audit: origin.audit, evidence: origin.evidence ?? t('explain.origin.no-evidence') })
  if (origin.kind === 'figure') return t('explain.see.figure')
  if (origin.kind === 'cell') return t('explain.origin.cell', { table: origin.breakdown, row: origin.row, column: origin.column })
  return origin.words
}

export const causeWords: Record<Cause, { name: string; says: string }> = {
  quantity: { name: 'Quantité', says: 'le nombre d’appareils comptés' },
  mix: { name: 'Composition', says: 'la part de chaque type d’appareil' },
  lifetime: { name: 'Durée de service', says: 'les années sur lesquelles la fabrication est répartie' },
  factor: { name: 'Facteurs', says: 'les facteurs d’émission de chaque année, et le PUE de la salle pour les serveurs' },
  perimeter: { name: 'Périmètre', says: 'les organisations entrées ou sorties de l’inventaire' },
  method: { name: 'Méthode', says: 'l’écart entre les chiffres publiés et la méthode d’aujourd’hui' },
}

/** How a change is shared among its causes. */
export const splitWords = 'Quand plusieurs causes agissent ensemble, chacune reçoit la moyenne de son effet sur tous les ordres possibles (valeur de Shapley) : leur somme est l’écart, aux arrondis de l’affichage près.'

export type ChangeWords = { answer: string; main: string; rows: { cause: string; says: string; effect: string }[]; total: string; caution: string }

/** Under this share of the largest effect, a cause is not named among the main ones. */
const NAMED_SHARE = 0.25
/** What is left of an effect by the last bits of a sum is none. */
const NOTHING_KG = 1e-6
const signed = (kg: number, bounds: { low: number; high: number }): string => (Math.abs(kg) < NOTHING_KG ? '0' : `${kg > 0 ? '+' : ''}${formatQuantity(kg, 'kg', bounds)}`)

/** The answer to an elected member who asks why: one sentence, the main causes, then each effect. */
export function changeWords({ from, to, effects, low, high, significant }: Change): ChangeWords {
  const difference = to.kgCO2e - from.kgCO2e
  const bounds = { low, high }
  const way = difference > 0 ? 'a augmenté' : 'a baissé'
  const largest = Math.max(...effects.map(({ kgCO2e }) => Math.abs(kgCO2e)))
  const main = effects.filter(({ kgCO2e }) => Math.abs(kgCO2e) > Math.max(NOTHING_KG, NAMED_SHARE * largest)).toSorted((a, b) => Math.abs(b.kgCO2e) - Math.abs(a.kgCO2e))
  return {
    answer: significant
      ? `De ${from.period} à ${to.period}, l’empreinte annuelle du parc ${way} de ${formatQuantity(Math.abs(difference), 'kg', bounds)} d’équivalent CO2 (${formatInterval(difference, low, high, 'kg')}).`
      : `De ${from.period} à ${to.period}, l’écart de ${signed(difference, bounds)} d’équivalent CO2 n’est pas significatif (${formatInterval(difference, low, high, 'kg')}).`,
    main: main.length === 0 ? 'Aucune cause ne se dégage.' : `Ce qui compte le plus : ${main.map(({ cause, kgCO2e }) => `${causeWords[cause].says} (${signed(kgCO2e, bounds)})`).join(' ; ')}.`,
    rows: effects.map(({ cause, kgCO2e }) => ({ cause: causeWords[cause].name, says: causeWords[cause].says, effect: signed(kgCO2e, bounds) })),
    total: signed(difference, bounds),
    caution: `${figures.format(from.devices)} appareils en service en ${from.period}, ${figures.format(to.devices)} en ${to.period}. ${splitWords}`,
  }
}

type Marks = { branch: (depth: boolean[], last: boolean) => string; heading: (text: string) => string; item: (text: string) => string }
export const marks: Record<'text' | 'md', Marks> = {
  text: { branch: (open, last) => `${open.map((more) => (more ? '│  ' : '   ')).join('')}${last ? '└─ ' : '├─ '}`, heading: (text) => text, item: (text) => `  ${text}` },
  md: { branch: (open) => `${'  '.repeat(open.length + 1)}- `, heading: (text) => `## ${text}`, item: (text) => `- ${text}` },
}

function lineOf(step: Derivation): string {
  const origins = (step.from ?? []).map(originWords).join(' ; ')
  const how = step.rule === 'given' ? (origins === '' ? '' : ` [${origins}]`) : ` (${ruleWords(step.rule)})`
  return `${step.label} : ${spokenValue(step)}${how}`
}

function treeLines(step: Derivation, { branch }: Marks, open: boolean[] = []): string[] {
  return step.parts.flatMap((part, index) => {
    const last = index === step.parts.length - 1
    return [`${branch(open, last)}${lineOf(part)}`, ...treeLines(part, { branch } as Marks, [...open, !last])]
  })
}

const citationLines = ({ key, title, lines, url }: Citation, { item }: Marks): string[] => [item(`${key} : ${title}`), ...[...lines, ...(url ? [url] : [])].map((line) => item(`  ${line}`))]

/** An explanation for a terminal, or in Markdown. */
export function spokenExplanation({ title, period, formula, derivation, citations }: Omit<PublishedExplanation, 'generated' | 'change'>, format: 'text' | 'md'): string {
  const mark = marks[format]
  return [
    mark.heading(`${title}, ${period}`), ...(formula === null ? [] : [`Formule : ${formula}`]), '',
    format === 'md' ? `- ${lineOf(derivation)}` : lineOf(derivation), ...treeLines(derivation, mark),
    ...(citations.length === 0 ? [] : ['', mark.heading('Facteurs et imports'), ...citations.flatMap((citation) => citationLines(citation, mark))]),
  ].join('\n')
}

export function spokenChange(change: Change, format: 'text' | 'md'): string {
  const words = changeWords(change)
  const mark = marks[format]
  return [words.answer, words.main, '', ...words.rows.map(({ cause, says, effect }) => mark.item(`${cause.padEnd(18)} ${effect.padStart(12)}   ${says}`)), mark.item(`${'Écart'.padEnd(18)} ${words.total.padStart(12)}`), '', words.caution].join('\n')
}

/** Anchor of a citation on a page. */
export const citationAnchorOf = (key: string): string => key.replaceAll(/[^a-z0-9]+/g, '-')

export function citationAnchor(origin: Origin): string | null {
  const key = citationKey(origin)
  return key === null ? null : citationAnchorOf(key)
}

const signs = { product: ' × ', quotient: ' ÷ ', difference: ' − ' } as const

/** "12 appareils × 185,09 kgCO2e ÷ 5 ans" of a step that is nothing but that; null when a part has parts of its own to show. A sum of one number is this number. */
export function expressionOf(step: Derivation): string | null {
  if (step.rule === 'given') return spokenValue(step)
  const [only, ...others] = step.parts
  if ((step.rule === 'sum' || step.rule === 'median') && only !== undefined && others.length === 0) return expressionOf(only)
  if (!(step.rule in signs)) return null
  const terms = step.parts.map(expressionOf)
  return terms.every((term) => term !== null) ? terms.join(signs[step.rule as keyof typeof signs]) : null
}
