import { foldCharacter } from '#lib/words/fold'

/** A text as words are looked for in it, and where each of its characters stands in the text as it was written. */
export type Folded = { words: string; written: string; at: readonly number[] }

/** Same words as `fold`, with the way back to what was written. */
export function foldInPlace(written: string): Folded {
  const words: string[] = []
  const at: number[] = []
  let index = 0
  for (const character of written) {
    for (const unit of foldCharacter(character)) {
      const letter = /\s/.test(unit) ? ' ' : unit
      if (letter === ' ' && (words.length === 0 || words.at(-1) === ' ')) continue
      words.push(letter)
      at.push(index)
    }
    index += character.length
  }
  if (words.at(-1) === ' ') words.pop()
  return { words: words.join(''), written, at }
}

const quoteCap = 180
const lead = 70
const masks: readonly [RegExp, string][] = [
  [/[\w.+-]+@[\w.-]+/g, '[adresse]'],
  [/(?:\+33|\b0)[ .]?(?:\(0\)[ .]?)?[1-9](?:[ .-]?\d{2}){4}\b/g, '[téléphone]'],
]

/** The words that prove, as written, within their sentence; an address or a telephone number is never repeated. */
export function quoteOf({ words, written, at }: Folded, start: number, length: number): string {
  const before = words.slice(Math.max(0, start - lead), start)
  const whole = start <= lead || /[.!?;] /.test(before) ? before : before.replace(/^\S* /, '')
  const from = start - (whole.split(/[.!?;] /).at(-1)?.length ?? 0)
  const end = words.slice(start + length).search(/[.!?;](?: |$)/)
  const to = Math.min(from + quoteCap, end < 0 ? words.length : start + length + end)
  const quote = masked(written.slice(at[from] ?? 0, to < at.length ? at[to] : undefined))
  const [cutBefore, cutAfter] = [whole !== before, to === from + quoteCap && end > 0]
  return `${cutBefore ? '… ' : ''}${quote}${cutAfter ? ' …' : ''}`
}

/** The matched words alone, for what stands next to the name of a person. */
export function wordsAt({ written, at }: Folded, start: number, length: number): string {
  return masked(written.slice(at[start] ?? 0, at[start + length]))
}

function masked(text: string): string {
  return masks.reduce((quote, [pattern, mask]) => quote.replace(pattern, mask), text.replace(/\s+/g, ' ').trim())
}
