import { describe, expect, test } from 'vitest'
import { cleanMultiline, cleanText, withoutControls } from '#lib/words/clean'

describe('a line of text read on a page', () => {
  test.each([
    ['keeps French typography', 'L’été à « Noël » : 12\u202F€', 'L’été à « Noël » : 12 €'],
    ['is composed (NFC)', 'e\u0301te\u0301', 'été'],
    ['loses its zero-width characters', 'ma\u200Bi\u200Dr\uFEFFi\u2060e\u00AD', 'mairie'],
    ['loses its bidirectional controls', 'file\u202Egnp.exe\u202C \u2066x\u2069\u200F', 'filegnp.exe x'],
    ['loses C0 and C1 controls', 'a\u0000b\u0007c\u0090d\u007Fe', 'abcde'],
    ['becomes one line, so that no log line is forged', 'ok\r\n2026-01-01 ERROR forged\u2028next\u0085last', 'ok 2026-01-01 ERROR forged next last'],
    ['loses terminal colours', '\u001B[31mred\u001B[0m \u009B1mbold', 'red bold'],
    ['loses terminal titles and links', '\u001B]0;owned\u0007a\u001B]8;;http://x.example\u001B\\b\u001B]8;;\u001B\\', 'ab'],
    ['loses an unfinished escape', 'a\u001B', 'a'],
    ['loses lone surrogates', 'a\uD800b', 'a\uFFFDb'],
    ['keeps markup as text', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['loses invisible tags', 'hello\u{E0069}\u{E0067}', 'hello'],
  ])('%s', (_what, written, read) => {
    expect(cleanText(written)).toBe(read)
  })

  test.each(['e\u0301 \u200B \uFEFF x', '\u001B[\u001B[31mx', 'a\u2000\u2001b'])('is stable once clean: %j', (written) => {
    expect(cleanText(cleanText(written))).toBe(cleanText(written))
  })

  test('is cut at its cap, says so, and never through a character', () => {
    expect(cleanText('a'.repeat(301))).toBe(`${'a'.repeat(299)}…`)
    expect(cleanText('a'.repeat(300))).toBe('a'.repeat(300))
    expect(cleanText('ab😀cd', 4)).toBe('ab…')
  })

  test.each([null, undefined, 0, 12, {}, ['a']])('is empty when there is no text: %j', (value) => {
    expect(cleanText(value)).toBe('')
  })

  test('is read in linear time, whatever it holds', () => {
    const hostile = '\u001B]'.repeat(200_000) + ' '.repeat(200_000)
    const start = performance.now()
    cleanText(hostile)
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})

describe('a text of several lines', () => {
  test('keeps its line ends, folds the rest, and keeps at most one empty line', () => {
    expect(cleanMultiline('  un\t deux \r\n\r\n\r\n\r\ntrois\u200B\u2028quatre\n')).toBe('un deux\n\ntrois\nquatre')
  })

  test('is capped', () => {
    expect(cleanMultiline('a\n'.repeat(50), 10)).toHaveLength(10)
    expect(cleanMultiline(4)).toBe('')
  })
})

describe('a text already folded', () => {
  test('loses what nobody sees and keeps its spaces, the no-break ones included', () => {
    expect(withoutControls('à\u00a012\u202f%, \u202Efdp.exe\u200B \u001B[31mrouge\nfin')).toBe('à\u00a012\u202f%, fdp.exe rouge fin')
  })
})
