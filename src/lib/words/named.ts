import { fold } from '#lib/words/fold'
import { writtenIn } from '#lib/words/locale'
import { languageNamedIn } from '#lib/words/named-language'

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const french = new Intl.DisplayNames('fr', { type: 'region', fallback: 'none' })
/** Codes (ISO 3166-1 alpha-2) by the French name of the country, folded. */
const countries = new Map(letters.flatMap((first) => letters.flatMap((second) => { const name = french.of(first + second); return name === undefined ? [] : [[fold(name), first + second] as const] })))

function countryNamedIn(language: string, frenchName: string): string | null {
  const code = countries.get(fold(frenchName))
  return code === undefined ? null : new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? null
}

const monthName = new Intl.DateTimeFormat('fr', { month: 'long', timeZone: 'UTC' })
const months = Array.from({ length: 12 }, (_, month) => monthName.format(Date.UTC(2000, month, 1)))
const datePattern = new RegExp(`^(?:(\\d{1,2})(?:er)?\\s)?(${months.join('|')})\\s(\\d{4})$`)

/** "22 novembre 2026" and "novembre 2026" as another language writes them. */
function dateIn(language: string, words: string): string | null {
  const [, day, month = '', year] = datePattern.exec(words) ?? []
  if (year === undefined) return null
  const format = new Intl.DateTimeFormat(writtenIn(language), { month: 'long', year: 'numeric', timeZone: 'UTC', ...(day === undefined ? {} : { day: 'numeric' }) })
  return format.format(Date.UTC(Number(year), months.indexOf(month), Number(day ?? 1)))
}

/** A language, a country or a date that French words name, in another language; null for any other words. */
export const namedIn = (language: string, words: string): string | null =>
  languageNamedIn(language, words) ?? countryNamedIn(language, words) ?? dateIn(language, words)
