import { figureEnd, placeholder } from '#lib/words/figures'

/**
 * A sentence with holes: "¤" for a figure, "{1}", "{2}" for words that change ("L’attribut {1} de la balise {2}"). A translation may
 * put its words in another order; its figures keep theirs.
 */
export type Pattern = { source: string; literals: readonly string[]; holes: readonly string[] }

const hole = /(¤|\{\d\})/

export const isPattern = (text: string): boolean => /\{\d\}/.test(text)

export function patternOf(source: string): Pattern {
  const parts = source.split(hole)
  return { source, literals: parts.filter((_, index) => index % 2 === 0), holes: parts.filter((_, index) => index % 2 === 1) }
}

/** What stands in each hole of a text made from the pattern, in order; null when it was not. Each hole ends where the words after it first stand, the last one at the end. */
export function takenFrom({ literals, holes }: Pattern, text: string): string[] | null {
  let at = literals[0]?.length ?? 0
  if (!text.startsWith(literals[0] ?? '')) return null
  const taken: string[] = []
  for (const [index, kind] of holes.entries()) {
    const next = literals[index + 1] ?? ''
    const end = kind === placeholder ? figureEnd(text, at) : index === holes.length - 1 ? text.length - next.length : text.indexOf(next, at + 1)
    if (end <= at || !text.startsWith(next, end)) return null
    taken.push(text.slice(at, end))
    at = end + next.length
  }
  return at === text.length ? taken : null
}

/** A translation of the pattern with these words and figures in its holes. */
export function putInto(translation: string, { holes }: Pattern, words: readonly string[]): string {
  const figures = words.filter((_, index) => holes[index] === placeholder).values()
  return translation.replaceAll(new RegExp(hole, 'g'), (mark) => (mark === placeholder ? figures.next().value : words[holes.indexOf(mark)]) ?? '')
}
