import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { missingKeys, unknownKeys, type Message, type Messages } from '#lib/words/messages'
import { takeFigures } from '#lib/words/figures'
import { capital, inSentence } from '#lib/words/typography'
import { wordCount } from '../../site/plain-words.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const json = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8')) as Messages
const french = json('src/i18n/fr.json')
const languages = globSync('src/i18n/*.json', { cwd: root }).map((path) => path.replace(/.*[\\/]|\.json$/g, '')).filter((name) => name !== 'fr').sort()
const formsOf = (message: Message): string[] => (typeof message === 'string' ? [message] : Object.values(message))
/** The forms of a plural argument hold words, not holes. */
const holes = (text: string) => [...new Set(text.replaceAll(/\{\w+, plural,(?: \w+ \{[^{}]*\})+\}/g, '').match(/\{\w+\}/g) ?? [])].sort()
const allHoles = (message: Message) => [...new Set(formsOf(message).flatMap(holes))].sort()

/** What the sources say: sentences of audits, indicators and tables, as they are written, and those of axe. */
const source = globSync(['audits/**/*.ts', 'src/indicators/**/*.ts', 'src/lib/**/*.ts', 'datasets/{reen,registry,factors,scenarios}/*.json', 'datasets/rgaa/axe-map.json', 'datasets/rgaa/grid-*.json', 'datasets/rgesn/*.json', 'node_modules/axe-core/locales/fr.json'], { cwd: root }).map((path) => readFileSync(join(root, path), 'utf8')).join('\n').replaceAll(/\\?'/g, '’')

describe.each(languages)('the translation into %s', (language) => {
  const messages = json(`src/i18n/${language}.json`)
  const contents = json(`src/i18n/contents/${language}.json`) as Readonly<Record<string, string>>

  it('has almost every message, and none that no page asks for', () => {
    expect(unknownKeys(french, messages)).toEqual([])
    expect(missingKeys(french, messages).length / Object.keys(french).length).toBeLessThan(0.05)
  })

  it('leaves no variable out of a message and invents none', () => {
    const wrong = Object.entries(messages).filter(([key, message]) => french[key] !== undefined && allHoles(message).join() !== allHoles(french[key]).join())
    expect(wrong.map(([key]) => key)).toEqual([])
  })

  it('has the plural forms that its language needs, where the French has some', () => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted()
    const wrong = Object.entries(messages).filter(([key, message]) => (typeof message === 'string') !== (typeof french[key] === 'string') || (typeof message !== 'string' && Object.keys(message).sort().join() !== needed.join()))
    expect(wrong.map(([key]) => key)).toEqual([])
  })

  it('keeps to twenty words a sentence wherever the French does', () => {
    const longest = (message: Message) => Math.max(...formsOf(message).flatMap((form) => form.split(/(?<=[.!?])\s+(?=[\p{Lu}\d«“„])/u)).map(wordCount))
    const long = Object.entries(messages).filter(([key, message]) => french[key] !== undefined && longest(french[key]) <= 20 && longest(message) > 20)
    expect(long.map(([key]) => key)).toEqual([])
  })

  it('never accuses', () => {
    const { 'accessibility.mention.none': _prescribed, ...others } = messages
    expect(JSON.stringify(others)).not.toMatch(/illegal|\bviolat|spying|guilty|unlawful|rechtswidrig|verstößt|spionier|schuldig/i)
  })

  it('translates texts that the sources still say, with their variables and their figures', () => {
    // A sentence is put together from its clauses, and a finding may be said after its certainty, in lower case.
    const says = (words: string) => [words, inSentence(words), capital(words)].some((said) => source.includes(said))
    const clauses = (text: string) => text.split(/¤|\{\d\}|[(),;:.«»]/).map((clause) => clause.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')).filter((clause) => clause !== '')
    const gone = Object.keys(contents).filter((text) => !says(text) && !clauses(text).every(says))
    expect(gone).toEqual([])
    const changed = Object.entries(contents).filter(([text, translation]) => holes(text).join() !== holes(translation).join() || (text.includes('¤') && takeFigures(text).figures.length !== takeFigures(translation).figures.length))
    expect(changed.map(([text]) => text)).toEqual([])
  })
})
