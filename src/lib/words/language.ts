import { franc, francAll } from 'franc-min'

/** The languages that are told apart with enough certainty, by their ISO 639-3 and ISO 639-1 codes. */
const known = { fra: 'fr', eng: 'en', deu: 'de', spa: 'es', ita: 'it', por: 'pt', nld: 'nl' } as const
type Known = (typeof known)[keyof typeof known]

/** Letters under which a text is too short for its trigrams to speak. */
export const languageMinLength = 200
/** How far the first language must stand before the second, on a scale where the first is 1. */
const margin = 0.03

/**
 * The language of a text among seven, by its trigrams (Cavnar and Trenkle, 1994); null when the text is short, when another
 * language is nearly as likely, or when it is none of the seven. French name of a language: `languageName`.
 */
export function languageOf(text: string): Known | null {
  const words = text.replace(/https?:\S+|\S+@\S+|[\d_]+/g, ' ')
  // Among all languages first: another one must not be taken for the nearest of the seven.
  if (words.length < languageMinLength || !isKnown(franc(words))) return null
  const [first, second] = francAll(words, { only: [...Object.keys(known)] })
  if (first === undefined || (second !== undefined && second[1] > 1 - margin)) return null
  return isKnown(first[0]) ? known[first[0]] : null
}

const isKnown = (code: string): code is keyof typeof known => code in known

const names = new Intl.DisplayNames(['fr'], { type: 'language' })

export const languageName = (code: string): string => names.of(code) ?? code

/** The first subtag of a language tag (BCP 47) when it is one of the seven, else null. */
export function comparableLanguage(tag: string): Known | null {
  const primary = tag.trim().toLowerCase().split('-')[0]
  return Object.values(known).find((code) => code === primary) ?? null
}
