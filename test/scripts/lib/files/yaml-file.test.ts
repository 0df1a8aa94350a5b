import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { z } from 'zod'
import { parseYaml } from '#effects/files/yaml-file'
import { hostile } from '../../../fixtures/hostile-strings.ts'
import { obeyed } from '../../../obeyed.ts'

const Words = z.strictObject({ words: z.array(z.strictObject({ name: z.string() })) })

describe('a file written by hand', () => {
  it('gives its words without what a terminal, a log or a layout obeys, and otherwise as they were written', () => {
    const { value: { words } } = parseYaml(stringify({ words: Object.values(hostile).map((name) => ({ name })) }), 'essai.yml', Words)
    expect(words.map(({ name }) => name).flatMap(obeyed)).toEqual([])
    const nameOf = (key: keyof typeof hostile) => words[Object.keys(hostile).indexOf(key)]?.name
    expect([nameOf('markup'), nameOf('formula'), nameOf('yaml'), nameOf('tab')]).toEqual([hostile.markup, hostile.formula, hostile.yaml, hostile.tab])
    expect(nameOf('reversed')).toBe('facturefdp.exe rouge')
  })

  it('keeps the lines of a long text, and a tab that separates', () => {
    const { value } = parseYaml('words:\r\n  - name: |\r\n      un\r\n      deux\r\n  - name: "\\t"\r\n', 'essai.yml', Words)
    expect(value.words.map(({ name }) => name)).toEqual(['un\ndeux\n', '\t'])
  })
})
