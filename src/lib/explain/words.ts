import type { Derivation, Origin } from '#model/derivation'
import type { Citation, PublishedExplanation } from '#model/explanation'
import { saidWord } from '../words/contents.ts'
import { countedWord } from '../words/counted.ts'
import { t } from '../words/i18n.ts'
import { writtenLocale } from '../words/locale.ts'
import { citationKey } from './citations.ts'
import { foldedTree } from './fold.ts'
import { countTrees } from './points.ts'

const figures = new Intl.NumberFormat(writtenLocale, { maximumSignificantDigits: 6 })

/** "185,09 kgCO2e": six digits, enough to follow a division by hand. */
export function spokenValue({ value, unit, times }: Derivation): string {
  const figure = value === null ? saidWord('inconnu') : `${figures.format(value)}${unit === '' ? '' : ` ${countedWord(unit, value)}`}`
  return times === undefined ? figure : `${figure}, ${figures.format(times)} ${countedWord('fois', times)}`
}

/** How a value follows from its parts; empty for a given number. */
export const ruleWords = (rule: Derivation['rule']): string => (rule === 'given' ? '' : t(`explain.rule.${rule}`))

/** Where a given number comes from; a citation says the rest. */
export function originWords(origin: Origin): string {
  if (origin.kind === 'factor') return t('explain.origin.factor', { id: origin.id })
  if (origin.kind === 'import') return origin.facts === undefined ? origin.source : t('explain.origin.import', { source: origin.source, count: origin.facts })
  if (origin.kind === 'visits') return origin.visits === undefined ? t('explain.origin.run', { run: origin.run }) : t('explain.origin.visits', { run: origin.run, count: origin.visits })
  if (origin.kind === 'archive') return t('explain.origin.archive', { name: origin.name, sha256: origin.sha256 })
  if (origin.kind === 'visit') return t('explain.origin.visit', { run: origin.run, page: `${origin.site}/${origin.page}`, audit: origin.audit, evidence: origin.evidence ?? t('explain.origin.no-evidence') })
  if (origin.kind === 'figure') return origin.of === undefined ? t('explain.see.figure') : t('explain.see.other', { indicator: origin.of.indicator, period: origin.of.period })
  if (origin.kind === 'cell') return t('explain.origin.cell', { table: origin.breakdown, row: origin.row, column: origin.column })
  return origin.words
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
export function spokenExplanation({ title, period, formula, derivation, bounds, counts, citations }: Omit<PublishedExplanation, 'generated' | 'change'>, format: 'text' | 'md'): string {
  const mark = marks[format]
  return [
    mark.heading(`${title}, ${period}`), ...(formula === null ? [] : [`Formule : ${formula}`]), '',
    ...[derivation, ...Object.values(bounds ?? {}).map((bound) => foldedTree(bound, new Map([[derivation, { kind: 'figure' }]]))), ...countTrees(derivation, counts)].flatMap((tree) => [format === 'md' ? `- ${lineOf(tree)}` : lineOf(tree), ...treeLines(tree, mark)]),
    ...(citations.length === 0 ? [] : ['', mark.heading('Facteurs et imports'), ...citations.flatMap((citation) => citationLines(citation, mark))]),
  ].join('\n')
}

/** Anchor of a citation on a page. */
export const citationAnchorOf = (key: string): string => key.replaceAll(/[^a-z0-9]+/g, '-')

export function citationAnchor(origin: Origin): string | null {
  const key = citationKey(origin)
  return key === null ? null : citationAnchorOf(key)
}

const signs = { product: ' × ', quotient: ' ÷ ', difference: ' − ' } as const

/** What one number alone is, whichever of these joins it. */
const joining: ReadonlySet<Derivation['rule']> = new Set(['sum', 'median', 'greatest', 'least'])

/** "12 appareils × 185,09 kgCO2e ÷ 5 ans" of a step that is nothing but that; null when a part has parts of its own to show. A sum of one number is this number. */
export function expressionOf(step: Derivation): string | null {
  if (step.rule === 'given') return spokenValue(step)
  const [only, ...others] = step.parts
  if (joining.has(step.rule) && only !== undefined && others.length === 0) return expressionOf(only)
  if (!(step.rule in signs)) return null
  const terms = step.parts.map(expressionOf)
  return terms.every((term) => term !== null) ? terms.join(signs[step.rule as keyof typeof signs]) : null
}
