import french from '../../i18n/fr.json' with { type: 'json' }
import { formOf, messageOf, sourceLocale, type Messages } from '#lib/words/messages'
import { typeset } from '#lib/words/typography'

export type MessageKey = keyof typeof french
export type Variables = Readonly<Record<string, string | number>>

/** Every file of the folder, as Vite reads it when it builds the pages. Under plain Node, where the command speaks, French alone. */
const locales: Readonly<Record<string, Messages>> = import.meta.env
  ? import.meta.glob<Messages>('../../i18n/*.json', { eager: true, import: 'default' })
  : { [`../../i18n/${sourceLocale}.json`]: french }

/** The language of the dashboard: one build, one language. */
export const locale = (import.meta.env && process.env.TREFLE_LOCALE) || sourceLocale
const translation = locales[`../../i18n/${locale}.json`]
if (!translation) throw new Error(`There is no src/i18n/${locale}.json.`)
const messages: Messages = translation
const integers = new Intl.NumberFormat(locale)

/**
 * Puts variables in a template such as "{count} pages"; numbers are written the way of the locale.
 * @throws Error when the template names a variable that is not given: a hole is never published.
 */
export function fill(template: string, variables: Variables): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = variables[name]
    if (value === undefined) throw new Error(`"${template}" needs the variable "${name}".`)
    return typeof value === 'number' ? integers.format(value) : value
  })
}

/**
 * The message of src/i18n under `key`, filled; French when the locale lacks it, and typeset when it is French.
 * A message with several forms needs the numeric variable `count`.
 */
export function t(key: MessageKey, variables: Variables = {}): string {
  const written = messageOf(key, french, locale, messages)
  const { count } = variables
  const filled = fill(formOf(written, typeof count === 'number' ? count : undefined), variables)
  return written.language === sourceLocale ? typeset(filled) : filled
}
