import type { Reference } from '#model/reference'
import { foldInPlace, quoteOf, wordsAt, type Folded } from './folded.ts'

/**
 * One thing that a statement or a notice is expected to say. Patterns read folded text (`fold`): lower case, no accent,
 * straight apostrophes.
 */
export type Item = {
  id: string
  /** A noun phrase with its article: "le moyen d’écrire". */
  label: string
  /** Words that say it. */
  proof: RegExp
  /** Words that only suggest it: a person has to look. */
  hint?: RegExp
  /** The proof counts only within so many characters after these words, and before those of `until`: a telephone number, but the host's. */
  near?: { words: RegExp; characters: number; until?: RegExp }
  /** Its words are always the same, so that not finding them is told as a gap; else a person has to look. */
  required?: boolean
  /** Due only in this case, which no machine can tell: "s’il y en a". */
  onlyIf?: string
  /** A sentence may well say that there is none: it is then no proof. */
  refutable?: boolean
  /** Stands next to the name of a person: the matched words alone are quoted. */
  personal?: boolean
  references: readonly Reference[]
  /** A sentence to start from, in square brackets what only the organisation knows. */
  model: string
}

export type ItemState = 'found' | 'to-verify' | 'not-found'
export type Reading = { item: Item; state: ItemState; quote: string | null; /** Why a person has to look. */ doubt: string | null }

/** A text left unfilled, or one that says that the thing is not there. */
const unfilled = /lorem ipsum|a completer|\bx{2,}\b|\[[^\]]{0,60}\]|jj\/mm|<[a-z ]+>/
const denied = /\baucune? |n'(?:est|a|ont) pas (?:encore )?(?:ete |de |d')?|en cours (?:de |d')(?:redaction|elaboration|designation|realisation)/

/** What the text says of each item, in the order of the list. A text that was cut cannot say that something is not there. */
export function readItems(items: readonly Item[], text: string, cut: boolean): Reading[] {
  const folded = foldInPlace(text)
  return items.map((item) => readItem(item, folded, cut))
}

function readItem(item: Item, folded: Folded, cut: boolean): Reading {
  const found = search(item.proof, folded.words, item.near)
  if (found !== null) {
    const quote = (item.personal ? wordsAt : quoteOf)(folded, found.start, found.length)
    const doubt = doubtAbout(item, sentenceAt(folded.words, found.start, found.length))
    return { item, state: doubt === null ? 'found' : 'to-verify', quote, doubt }
  }
  const hinted = item.hint === undefined ? null : search(item.hint, folded.words)
  if (hinted !== null) return { item, state: 'to-verify', quote: quoteOf(folded, hinted.start, hinted.length), doubt: 'des mots proches ont été lus' }
  if (cut) return { item, state: 'to-verify', quote: null, doubt: 'le document n’a pas été lu en entier' }
  if (item.onlyIf !== undefined) return { item, state: 'to-verify', quote: null, doubt: `à dire ${item.onlyIf}` }
  return { item, state: 'not-found', quote: null, doubt: null }
}

function search(pattern: RegExp, words: string, near?: Item['near']): { start: number; length: number } | null {
  if (near === undefined) {
    const match = pattern.exec(words)
    return match === null ? null : { start: match.index, length: match[0].length }
  }
  for (const anchor of words.matchAll(new RegExp(near.words, 'g'))) {
    const reach = words.slice(anchor.index, anchor.index + anchor[0].length + near.characters)
    const match = pattern.exec(near.until === undefined ? reach : reach.slice(0, near.until.exec(reach)?.index))
    if (match !== null) return { start: anchor.index + match.index, length: match[0].length }
  }
  return null
}

function sentenceAt(words: string, start: number, length: number): string {
  const before = words.slice(Math.max(0, start - 120), start).split(/[.!?;] /).at(-1) ?? ''
  const after = words.slice(start + length, start + length + 120).split(/[.!?;](?: |$)/)[0] ?? ''
  return before + words.slice(start, start + length) + after
}

function doubtAbout({ refutable }: Item, sentence: string): string | null {
  if (unfilled.test(sentence)) return 'le passage paraît resté à remplir'
  return refutable && denied.test(sentence) ? 'la phrase paraît dire que cela manque' : null
}
