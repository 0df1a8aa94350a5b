import french from '../../i18n/fr.json' with { type: 'json' }
import { foreign, foreignLike } from '#lib/words/foreign'
import { locale, writtenLocale } from '#lib/words/locale'
import { agreed } from '#lib/words/plural'
import { formOf, messageOf, sourceLocale, type Messages, type WrittenMessage } from '#lib/words/messages'
import { typeset } from '#lib/words/typography'

export { locale }
export type MessageKey = keyof typeof french
export type Variables = Readonly<Record<string, string | number>>

/** Every file of the folder, as Vite reads it when it builds the pages. Under plain Node, where the command speaks, French alone. */
const files: Readonly<Record<string, Messages>> = import.meta.env
  ? import.meta.glob<Messages>('../../i18n/*.json', { eager: true, import: 'default' })
  : { [`../../i18n/${sourceLocale}.json`]: french }

const translation = files[`../../i18n/${locale}.json`]
if (!translation) throw new Error(`There is no src/i18n/${locale}.json.`)
const messages: Messages = translation
/** What a language has of the messages. */
export const messagesOf = (language: string): Messages => files[`../../i18n/${language}.json`] ?? {}
const integers = new Intl.NumberFormat(writtenLocale)

/**
 * Puts variables in a template such as "{count} pages"; numbers are written the way of the locale.
 * @throws Error when the template names a variable that is not given: a hole is never published.
 */
export function fill(template: string, variables: Variables): string {
  return foreignLike(template, template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = variables[name]
    if (value === undefined) throw new Error(`"${template}" needs the variable "${name}".`)
    return typeof value === 'number' ? integers.format(value) : value
  }))
}

/** The form of a message that agrees with its `count`, then with each number that it names in a plural argument, then filled. */
function filledIn(written: WrittenMessage, variables: Variables): string {
  const { count } = variables
  return fill(agreed(formOf(written, typeof count === 'number' ? count : undefined), variables, written.language), variables)
}

/**
 * The message of src/i18n under `key`, filled and typeset; when the locale lacks it, in French and marked so.
 * A message with several forms needs the numeric variable `count`.
 */
export function t(key: MessageKey, variables: Variables = {}): string {
  const written = messageOf(key, french, locale, messages)
  const filled = typeset(filledIn(written, variables), written.language)
  return written.language === locale ? filled : foreign(filled)
}

/** True for a language in which messages are written. */
export const speaks = (language: string): boolean => Object.keys(messagesOf(language)).length > 0

/** The same message in a language that is chosen when the page is asked for; in French where the language lacks it. */
export function tIn(language: string, key: MessageKey, variables: Variables = {}): string {
  const written = messageOf(key, french, language, messagesOf(language))
  return typeset(filledIn(written, variables), written.language)
}
