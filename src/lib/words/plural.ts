import { categoryOf } from '#lib/words/messages'

/** The plural argument of ICU MessageFormat: "{n, plural, one {page visitée} other {pages visitées}}". */
const plural = /\{(\w+), plural,((?: \w+ \{[^{}]*\})+)\}/g
const form = / (\w+) \{([^{}]*)\}/g

/** A sentence whose plural arguments agree with their numbers, by the rules (CLDR) of its language. An unknown number takes the general form. */
export function agreed(sentence: string, numbers: Readonly<Record<string, unknown>>, language: string): string {
  return sentence.replaceAll(plural, (whole, name: string, written: string) => {
    const forms = new Map([...written.matchAll(form)].map(([, category = '', words = '']) => [category, words]))
    const number = numbers[name]
    const words = forms.get(typeof number === 'number' ? categoryOf(language, number) : 'other') ?? forms.get('other')
    if (words === undefined) throw new Error(`"${whole}" lacks its general form ("other").`)
    return words
  })
}
