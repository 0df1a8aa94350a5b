/** Terminal escapes (ECMA-48): OSC strings, CSI sequences in their 7-bit and 8-bit forms, and two-byte escapes. */
const terminalEscapes = /\u001B\][^\u0007\u001B\u009C]*(?:\u0007|\u001B\\|\u009C)|(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]|\u001B[ -/]*[0-~]/g

/**
 * What a reader cannot see but a terminal, a log or a layout obeys: C0 and C1 controls, bidirectional controls,
 * zero-width and other default-ignorable characters (Unicode 16, categories Cc and Cf, property DI).
 */
export const invisible = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu

/** Printable ASCII holds none of them: most words of a publication are known so by one look. */
const plain = /^[ -~]*$/

/** Controls that separate words: they become a space before the others are dropped. */
const lineEnds = /[\t\n\v\f\r\u0085\u2028\u2029]/g

/**
 * One line of text read on a page or in a file, made safe to store and to show: NFC, no control, bidirectional or
 * zero-width character, white space folded. Longer than `max` UTF-16 units, it ends with "…".
 * Anything but a string gives the empty string.
 */
export function cleanText(value: unknown, max = 300): string {
  if (typeof value !== 'string') return ''
  return capped(cleanLine(value.replace(terminalEscapes, '')), max)
}

/** Like cleanText, but keeps line ends (as \n, at most one empty line in a row). */
export function cleanMultiline(value: unknown, max = 40_000): string {
  if (typeof value !== 'string') return ''
  const lines = value.replace(terminalEscapes, '').split(/\r\n|[\n\r\u0085\u2028\u2029]/).map(cleanLine)
  return capped(lines.join('\n').replace(/\n{3,}/g, '\n\n').trim(), max)
}

/** A text whose spacing and length are kept, without what a reader cannot see but a terminal, a log or a layout obeys. */
export function withoutControls(text: string): string {
  if (plain.test(text)) return text
  return text.replace(terminalEscapes, '').replace(lineEnds, ' ').replace(invisible, '')
}

/** The same of several lines: their ends, as \n, and their tabs stay. */
export function linesWithoutControls(text: string): string {
  return text.replace(/\r\n?/g, '\n').split('\n').map((line) => line.split('\t').map(withoutControls).join('\t')).join('\n')
}

function cleanLine(line: string): string {
  return line.replace(/\p{Surrogate}/gu, '\uFFFD').replace(lineEnds, ' ').replace(invisible, '').normalize('NFC').replace(/\s+/g, ' ').trim()
}

function capped(text: string, max: number): string {
  if (text.length <= max) return text
  // A cut between two surrogates would leave half a character.
  return `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
