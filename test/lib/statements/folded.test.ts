import { expect, test } from 'vitest'
import { foldInPlace, quoteOf } from '#lib/statements/folded'
import { fold } from '#lib/words/fold'

const written = '  L’Œuvre\u00a0: déclaration  d’accessibilité. Établie à Straße, le 1ᵉʳ juin ﬁnal ; écrivez à marie.dupont@ville.example ou au 03 88 00 00 00. Fin\t'

test('words are folded in place as they are everywhere else', () => {
  for (const text of [written, '', ' ', 'İstanbul', 'é é', '…', '😀 ok']) expect(foldInPlace(text).words).toBe(fold(text))
})

test('a quote is the sentence as it was written, accents and all', () => {
  const folded = foldInPlace(written)
  expect(quoteOf(folded, folded.words.indexOf('accessibilite'), 13)).toBe('L’Œuvre : déclaration d’accessibilité')
  expect(quoteOf(folded, folded.words.indexOf('etablie'), 7)).toBe('Établie à Straße, le 1ᵉʳ juin ﬁnal')
})

test('a quote repeats no address and no telephone number of a person', () => {
  const folded = foldInPlace(written)
  const quote = quoteOf(folded, folded.words.indexOf('ecrivez'), 7)
  expect(quote).toContain('[adresse]')
  expect(quote).not.toMatch(/dupont|88/)
})

test('a quote is short, however long the sentence', () => {
  const folded = foldInPlace(`${'mot '.repeat(200)}preuve ${'mot '.repeat(200)}`)
  const quote = quoteOf(folded, folded.words.indexOf('preuve'), 6)
  expect(quote).toMatch(/^… .*preuve/)
  expect(quote.length).toBeLessThanOrEqual(186)
})
