/** The language of the source text: every message exists in it. */
export const sourceLocale = 'fr'

/** A sentence, or its forms by CLDR plural category, chosen by the variable `count`. */
export type Message = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>)
export type Messages = Readonly<Record<string, Message>>

/** A message and the language it is really written in, which decides its plural and its typography. */
export type WrittenMessage = { message: Message; language: string }

/** The translation of a message, or its French source when the translation lacks it or left it empty. */
export function messageOf<Key extends string>(key: Key, source: Readonly<Record<Key, Message>>, locale: string, translation: Messages): WrittenMessage {
  const translated = translation[key]
  return translated === undefined || translated === '' ? { message: source[key], language: sourceLocale } : { message: translated, language: locale }
}

const pluralRules = new Map<string, Intl.PluralRules>()

/** Kept: making them costs a hundred times their use. */
function rulesOf(language: string): Intl.PluralRules {
  const rules = pluralRules.get(language) ?? new Intl.PluralRules(language)
  pluralRules.set(language, rules)
  return rules
}

/** The plural category (CLDR) of a number in a language: "one" for 0 and 1.5 in French, for 1 alone in English and German. */
export const categoryOf = (language: string, count: number): Intl.LDMLPluralRule => rulesOf(language).select(Math.abs(count))

/** The form of a message that agrees with `count`, in the language the message is written in. */
export function formOf({ message, language }: WrittenMessage, count: number | undefined): string {
  if (typeof message === 'string') return message
  if (count === undefined) throw new Error(`"${message.other}" has several forms and needs a numeric variable "count".`)
  return message[categoryOf(language, count)] ?? message.other
}

/** Keys of the source that a translation lacks: they will be read in French. */
export function missingKeys(source: Messages, translation: Messages): string[] {
  return Object.keys(source).filter((key) => source[key] !== '' && !translation[key])
}

/** Keys of a translation that no page asks for: a slip of the pen, or a message that has gone. */
export function unknownKeys(source: Messages, translation: Messages): string[] {
  return Object.keys(translation).filter((key) => source[key] === undefined)
}
