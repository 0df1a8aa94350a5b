import { locale } from '#lib/words/locale'
import { sourceLocale } from '#lib/words/messages'

const narrow = '\u202f'
const noBreak = '\u00a0'
const hyphen = '\u2011'

const apostrophe = "'"

/** What the three languages share: curly apostrophes, the subscript of CO₂, no-break space between a figure and its unit. */
const shared = (text: string): string => text
  .replaceAll(apostrophe, '’')
  .replaceAll(/\bCO2(?=e?\b)/g, 'CO₂')
  .replaceAll(/(?<=\d) (?=(?:octets|ko|Mo|kB|MB|kg|mg|g|t|kWh|MWh|kW|L|ms|s|h|ans?|mois|jours?|heures?|tonnes?|points?|pages?|sites?|years?|months?|days?|hours?|Jahre?|Monate?|Tage?|Stunden?|Seiten?)(?![\p{L}\d]))/gu, noBreak)

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** Words taken into a sentence: the capital goes, but for an acronym ("HSTS") and a name that starts like one. */
export const inSentence = (words: string): string => (/^\p{Lu}{2}/u.test(words) ? words : `${words.charAt(0).toLowerCase()}${words.slice(1)}`)

/** Kept: thousands of pages say the same sentences. */
const [french, others] = [new Map<string, string>(), new Map<string, string>()]
const mostKept = 10_000

/**
 * Micro-typography of a sentence for people, in the language of the pages. In French (Lexique de l’Imprimerie nationale): narrow
 * no-break space before ? ! ; % and inside « », no-break space before a colon, unbroken inversions ("gardons‑nous").
 * Only for prose: never for an address, a selector or a file name.
 */
export function typeset(text: string, language: string = locale): string {
  const known = language === sourceLocale ? french : others
  const kept = known.get(text)
  if (kept !== undefined) return kept
  if (known.size >= mostKept) known.clear()
  const made = language === sourceLocale ? inFrench(shared(text)) : shared(text)
  known.set(text, made)
  return made
}

function inFrench(text: string): string {
  return text
    .replaceAll(/[ \u00a0\u202f]([?!;%»])/g, `${narrow}$1`)
    .replaceAll(/«[ \u00a0\u202f]?/g, `«${narrow}`)
    .replaceAll(/ :(?= |$)/g, `${noBreak}:`)
    .replaceAll(/(?<=\d) (?=\d{3}(?!\d))/g, narrow)
    .replaceAll(/(?<=\p{L})-(?=(?:t-)?(?:je|tu|il|ils|elle|elles|on|nous|vous|ce)(?!\p{L}))/gu, hyphen)
    .replaceAll(/(?<=\u2011t)-(?=\p{L})/gu, hyphen)
}
