import french from '../i18n/fr.json' with { type: 'json' }
import { typeset } from '#lib/typography'

/** A sentence, or its singular and plural chosen by the variable `count` (CLDR plural rules). */
type Message = string | { one: string; other: string }
export type MessageKey = keyof typeof french
export type Variables = Readonly<Record<string, string | number>>

export const locale = 'fr'
const messages: Record<MessageKey, Message> = french
const plurals = new Intl.PluralRules(locale)
const integers = new Intl.NumberFormat(locale)

/**
 * Puts variables in a template such as "{count} pages"; numbers are written the French way.
 * @throws Error when the template names a variable that is not given: a hole is never published.
 */
export function fill(template: string, variables: Variables): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = variables[name]
    if (value === undefined) throw new Error(`"${template}" needs the variable "${name}".`)
    return typeof value === 'number' ? integers.format(value) : value
  })
}

/** The message of src/i18n under `key`, filled and typeset. A message with two forms needs the numeric variable `count`. */
export function t(key: MessageKey, variables: Variables = {}): string {
  const message = messages[key]
  if (typeof message === 'string') return typeset(fill(message, variables))
  const { count } = variables
  if (typeof count !== 'number') throw new Error(`The message "${key}" needs a numeric variable "count".`)
  return typeset(fill(plurals.select(count) === 'one' ? message.one : message.other, variables))
}
