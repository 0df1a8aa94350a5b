import type { PublishedPlace } from '#model/place'
import type { Territory } from '#model/territory'
import { contentsOf, said, translationOf, type Contents } from '#lib/words/contents'
import { locale } from '#lib/words/locale'
import { sourceLocale } from '#lib/words/messages'
import { languageNamedIn } from '#lib/words/named-language'

type HelpLine = NonNullable<Territory['helpLine']>
const fields = ['prices', 'access', 'needs', 'services', 'languages'] as const

/** The terms of these places and of the help line, each once: what translations are counted on. */
export const termsOf = (places: readonly PublishedPlace[], line?: HelpLine): Set<string> =>
  new Set([...places.flatMap((place) => fields.flatMap((field) => place[field])), ...(line ? [line.hours, line.price, ...line.languages] : [])])

/** A term in another language, the name of a language as the CLDR has it; null when nobody has translated it. */
export const termIn = (language: string, term: string, contents: Contents = contentsOf(language)): string | null =>
  translationOf(term, language, contents) ?? languageNamedIn(language, term)

/** A term for the reader of these pages: translated, or marked as French. */
const saidTerm = (term: string): string => (locale === sourceLocale ? term : termIn(locale, term) ?? said(term))

/** A place whose terms are in the language of these pages; its name and its address stay. */
export const saidPlace = (place: PublishedPlace): PublishedPlace =>
  fields.reduce((saidSoFar, field) => ({ ...saidSoFar, [field]: place[field].map(saidTerm) }), place)

/** The help line in the language of these pages: its hours and its price are free text, often French alone. */
export const saidHelpLine = (line: HelpLine): HelpLine => ({ ...line, hours: said(line.hours), price: said(line.price), languages: line.languages.map(saidTerm) })
