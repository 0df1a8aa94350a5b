/** Replaces what names people, machines and places by words that say nothing, the same for the same original. */
export type Pseudonyms = { text(original: string): string; number(original: number): number; hidePeopleIn(text: string): string; person(original: string): void }

const PEOPLE_WORD_LENGTH = 4
/** Numbers up to this are ranks, sizes and flags. */
const SMALL_NUMBER = 10_000
/** E-mails, addresses of machines and telephones. */
const addresses = /[\w.+-]+@[\w-]+\.[\w.-]+|\b\d{1,3}(?:\.\d{1,3}){3}\b|\b[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}\b|\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b|\b0[1-9](?:[ .]?\d{2}){4}\b/gi

/** « Mme Martin », « M. Jean Dupont » ; « M 1 » and « M15 » are models. */
const titledNames = /\b(?:M\.?|Mr|Mme|Mlle|Monsieur|Madame) +\p{Lu}\p{L}+(?:[ -]\p{Lu}\p{L}+)*/gu

const withoutPeople = (text: string): string => text.replace(addresses, 'anon').replace(titledNames, 'anon')

/** Whether a text says by itself that it names somebody: an e-mail, a telephone, the address of a machine, a title before a name. */
export const namesSomebody = (text: string): boolean => withoutPeople(text) !== text

/** Pseudonyms of one recording: ranks in the order in which originals are met, from which nothing can be found back. */
export function createPseudonyms(): Pseudonyms {
  const [texts, numbers] = [new Map<string, string>(), new Map<number, number>()]
  const people = new Set<string>()
  const wordsOf = (text: string): string[] => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  return {
    text(original) {
      const known = texts.get(original) ?? `anon-${String(texts.size + 1).padStart(4, '0')}`
      texts.set(original, known)
      return known
    },
    number(original) {
      if (Math.abs(original) <= SMALL_NUMBER) return original
      const known = numbers.get(original) ?? SMALL_NUMBER + numbers.size + 1
      numbers.set(original, known)
      return known
    },
    person(original) {
      for (const word of wordsOf(original)) if (word.length >= PEOPLE_WORD_LENGTH && !/^\d+$/.test(word)) people.add(word)
    },
    hidePeopleIn(text) {
      return withoutPeople(text).replace(/[\p{L}\p{N}]+/gu, (word) => (people.has(word.toLowerCase()) ? 'anon' : word))
    },
  }
}
