import { fold } from '#lib/words/fold'

const french = new Intl.DisplayNames('fr', { type: 'language', fallback: 'none' })
const letters = [...'abcdefghijklmnopqrstuvwxyz']
const twoLetters = letters.flatMap((first) => letters.map((second) => first + second))

/** Codes (ISO 639-1) by the French name of the language, folded, as the CLDR of this Node names them. */
const codes = new Map(twoLetters.flatMap((code) => { const name = french.of(code); return name === undefined ? [] : [[fold(name), code] as const] }))

/** One for each language asked for: they are slow to make, and every page asks. */
const namers = new Map<string, Intl.DisplayNames>()
function namerIn(language: string): Intl.DisplayNames {
  const namer = namers.get(language) ?? new Intl.DisplayNames(language, { type: 'language' })
  namers.set(language, namer)
  return namer
}

/** The name in `language` of a language that is named in French ("Allemand": "German"); null when it is none of ISO 639-1. */
export function languageNamedIn(language: string, frenchName: string): string | null {
  const code = codes.get(fold(frenchName))
  return code === undefined ? null : namerIn(language).of(code) ?? null
}
