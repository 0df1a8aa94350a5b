import { axeHelpIn } from '#lib/words/axe-words'
import { placeholder, putFigures, takeFigures } from '#lib/words/figures'
import { foreign } from '#lib/words/foreign'
import { locale } from '#lib/words/locale'
import { sourceLocale } from '#lib/words/messages'
import { namedIn } from '#lib/words/named'
import { isPattern, patternOf, putInto, takenFrom, type Pattern } from '#lib/words/patterns'
import { capital, inSentence, typeset } from '#lib/words/typography'

/**
 * Translations of what audits, indicators and the record say, by the French text itself: a French text that changes is missing again
 * rather than wrong. "¤" stands for a figure in both, in the same order; "{1}", "{2}" for words that change, in any order.
 */
export type Contents = Readonly<Record<string, string>>

const catalogues: Readonly<Record<string, Contents>> = import.meta.env ? import.meta.glob<Contents>('../../i18n/contents/*.json', { eager: true, import: 'default' }) : {}
export const contentsOf = (language: string): Contents => catalogues[`../../i18n/contents/${language}.json`] ?? {}

/** Fields of the publication that hold French sentences. Names, codes and addresses are the same in every language. */
const proseFields: ReadonlySet<string> = new Set([
  'question', 'title', 'answer', 'counted', 'says', 'doesNotSay', 'method', 'perimeter', 'holder', 'howToSupply', 'formula', 'label', 'missing',
  'failing', 'why', 'mend', 'limits', 'message', 'text', 'because', 'condition', 'function', 'lines',
  'quote', 'caveat', 'doubt', 'stated', 'statedSource', 'note', 'notice', 'reason', 'steps', 'words', 'task', 'comment', 'toChange', 'was', 'simple', 'by',
])
/** Nothing but runs and figures, and by far the largest part of a publication. */
const withoutWords = 'history'
/** A cell of a table that is a sentence or a name: neither a code, nor a date, nor an address. */
const isWords = (cell: string): boolean => /\p{L}{2}/u.test(cell) && !/^[a-z0-9._:/-]+$/.test(cell)

/** The same value with each of its sentences changed. */
function withSentences(value: unknown, change: (sentence: string) => string, field = ''): unknown {
  if (typeof value === 'string') return proseFields.has(field) || (field === 'cell' && isWords(value)) ? change(value) : value
  if (value === null || typeof value !== 'object' || field === withoutWords) return value
  if (Array.isArray(value)) return value.map((item: unknown) => withSentences(item, change, field))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withSentences(item, change, field === 'rows' ? 'cell' : key)]))
}

/** A figure as another language writes it; the French and German commas are the same. */
const figureIn = (language: string, figure: string): string => (language === 'en' ? figure.replaceAll(/[ \u00a0\u202f](?=\d{3})/g, ',').replaceAll(/,(?=\d{1,2}$|\d{4,}$)/g, '.') : figure)

const patterns = new WeakMap<Contents, readonly Pattern[]>()

/** The sentences with holes for words that a language has, the most precise first. */
function patternsOf(contents: Contents): readonly Pattern[] {
  const known = patterns.get(contents) ?? Object.keys(contents).filter(isPattern).map(patternOf).sort((a, b) => b.literals.join('').length - a.literals.join('').length)
  patterns.set(contents, known)
  return known
}

/** A French text in another language; null when nobody has translated it. */
export function translationOf(french: string, language: string, contents: Contents): string | null {
  const exact = contents[french] ?? axeHelpIn(language, french)
  if (exact) return exact
  const { skeleton, figures } = takeFigures(french)
  const sentence = contents[skeleton]
  if (sentence) return putFigures(sentence, figures.map((figure) => figureIn(language, figure)).values())
  for (const pattern of patternsOf(contents)) {
    const taken = takenFrom(pattern, french)
    if (taken) return putInto(contents[pattern.source] ?? '', pattern, taken.map((part, index) => {
      if (pattern.holes[index] === placeholder) return figureIn(language, part)
      return isQuoted(pattern, index) ? kept(part) : partIn(part, language, contents)
    }))
  }
  return null
}

/** What a page says of itself is quoted in its own words: a cookie called "carte" is not a map. */
const isQuoted = ({ literals }: Pattern, hole: number): boolean => literals[hole]?.endsWith('« ') === true && literals[hole + 1]?.startsWith(' »') === true

/** A figure that stands alone where words may: "1,51". */
const isFigure = (part: string): boolean => /^[−-]?\d[\d\u00a0\u202f]*(?:,\d+)?$/.test(part)

/** A name stays as it is; several words stay French and say so. */
const kept = (part: string): string => (/\p{L} \p{L}/u.test(part) ? foreign(part) : part)

/** Words inside a sentence, with or without their capital: translated, else a name that stays as it is, or several words that stay French and say so. */
function partIn(part: string, language: string, contents: Contents): string {
  if (isFigure(part)) return figureIn(language, part)
  const translated = translationOf(part, language, contents) ?? namedIn(language, part)
  if (translated !== null) return translated
  const whole = part === capital(part) ? null : translationOf(capital(part), language, contents)
  if (whole !== null) return language === 'en' ? inSentence(whole) : whole
  const inside = part === inSentence(part) ? null : translationOf(inSentence(part), language, contents)
  return inside === null ? kept(part) : capital(inside)
}

const known = contentsOf(locale)

/** What was said, by what it says: an address made from a word is the same in every language. */
const sources = new Map<string, string>()

/** A French text for the reader of these pages: translated, or marked as French. */
export function said(french: string): string {
  if (locale === sourceLocale || french === '') return french
  const words = translationOf(french, locale, known) ?? foreign(typeset(french, sourceLocale))
  sources.set(words, french)
  return words
}

/** A unit or a word that counts, in the language of these pages; one that has no translation is a sign, and stays. */
export const saidWord = (word: string): string => (locale === sourceLocale ? word : translationOf(word, locale, known) ?? word)

/** The French text behind one that was said. */
export const sourceOf = (words: string): string => sources.get(words) ?? words

/** A part of the publication for the reader of these pages. */
export const saidThroughout = <T>(value: T): T => (locale === sourceLocale ? value : withSentences(value, said) as T)

/** Every sentence of a value once. */
export function sentencesOf(value: unknown): Set<string> {
  const found = new Set<string>()
  withSentences(value, (sentence) => { if (sentence !== '') found.add(sentence); return sentence })
  return found
}

/** How many of these French sentences a language has. */
export const translatedAmong = (sentences: Iterable<string>, language: string, contents: Contents): number =>
  [...sentences].filter((sentence) => translationOf(sentence, language, contents) !== null).length
