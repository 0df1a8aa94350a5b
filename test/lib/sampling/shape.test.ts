import { describe, expect, it } from 'vitest'
import { likeness, shapeOf } from '#lib/sampling/shape'
import { groupTemplates } from '#lib/sampling/templates'
import { article, el, listing } from './seen-builders.ts'

const alike = (a: string[], b: string[]) => likeness(new Set(a), new Set(b))

describe('the shape of a page', () => {
  it('does not change with the number of cards, the words of an article or the item of the menu one stands on', () => {
    const more = el('body.list', el('header', el('nav.open', el('div.current'))), el('main', el('section.cards', ...Array.from({ length: 30 }, () => el('article.card', el('p'), el('ul', el('li'))))), el('aside.filters')), el('footer'))
    expect(shapeOf(more)).toEqual(shapeOf(listing))
  })

  it('leaves out the class names that are about one page', () => {
    expect(shapeOf(el('body.post-1234.page', el('main')))).toEqual(shapeOf(el('body.page', el('main'))))
  })

  it('looks through lists and text, but not through what lays out', () => {
    expect(shapeOf(el('body', el('ul', el('li', el('div')))))).toEqual(shapeOf(el('body', el('div'))))
    expect(shapeOf(el('body', el('section', el('div'))))).not.toEqual(shapeOf(el('body', el('div'))))
  })

  it('stays small on a page without end', () => {
    const many = el('body', ...Array.from({ length: 5_000 }, (_, index) => el(`div.${String.fromCharCode(97 + index % 26, 97 + (index / 26) % 26, 97 + (index / 676) % 26)}`)))
    expect(shapeOf(many).length).toBeLessThanOrEqual(1_500)
  })

  it('resembles wholly its like, not at all a page with a table or a form of its own', () => {
    const withTable = el('body.page', el('header', el('nav')), el('main', el('article.text', el('h1'), el('table'))), el('footer'))
    expect(alike(shapeOf(article), shapeOf(article))).toBe(1)
    expect(alike(shapeOf(article), shapeOf(withTable))).toBe(0)
    expect(alike(shapeOf(article), shapeOf(listing))).toBeLessThan(0.5)
  })
})

describe('templates', () => {
  const page = (path: string, skeleton: typeof article) => ({ path, shape: shapeOf(skeleton) })
  const pages = [page('/b', article), page('/liste', listing), page('/a', article), page('/c', article)]

  it('gather the pages built alike, the most used first', () => {
    expect(groupTemplates(pages).map(({ pages: alikePages }) => alikePages.map(({ path }) => path))).toEqual([['/a', '/b', '/c'], ['/liste']])
  })

  it('are the same in whatever order the pages were read', () => {
    expect(groupTemplates(pages.toReversed())).toEqual(groupTemplates(pages))
  })

  it('take in a page to which an author added one block', () => {
    const long = el('body.page', el('header'), el('main', el('article.text', el('div.intro'), el('div.body'), el('div.share'))), el('footer'))
    const longer = el('body.page', el('header'), el('main', el('article.text', el('div.intro'), el('div.body'), el('div.quote'), el('div.share'))), el('footer'))
    expect(groupTemplates([page('/a', long), page('/b', longer)])).toHaveLength(1)
  })

  it('bear a fingerprint of their shape', () => {
    const [one] = groupTemplates([page('/a', article)])
    const [same] = groupTemplates([page('/z', article)])
    const [other] = groupTemplates([page('/a', listing)])
    expect(one?.id).toMatch(/^t[0-9a-f]{12}$/)
    expect([one?.id === same?.id, one?.id === other?.id]).toEqual([true, false])
  })
})
