import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { chooseSample, type ChoiceInput } from '#lib/sampling/choice'
import { drawn } from '#lib/sampling/draw'
import { shapeOf } from '#lib/sampling/shape'
import { aSeenPage, article, el, listing } from './seen-builders.ts'

const news = Array.from({ length: 40 }, (_, index) => aSeenPage(`/actualites/titre-${index}`))
const pages = [
  aSeenPage('/', { shape: shapeOf(listing) }),
  aSeenPage('/contact', { linkTexts: ['Contact'], forms: [{ fields: 4, password: false, search: false }] }),
  aSeenPage('/mentions-legales', { linkTexts: ['Mentions légales'] }),
  aSeenPage('/annuaire', { shape: shapeOf(el('body', el('main', el('table')))) }),
  ...news,
]
const choose = (part: Partial<ChoiceInput> = {}) => chooseSample({ home: '/', declared: [], pages, documents: [], knownIds: new Map(), seed: 'portail 2026-11-22', randomShare: 0.1, ...part })
const reasonsOf = (choice: ReturnType<typeof choose>, path: string) => choice.pages.find((page) => page.path === path)?.why.map(({ kind }) => kind)
const paths = (choice: ReturnType<typeof choose>) => choice.pages.map(({ path }) => path)

describe('the sample of a site', () => {
  it('is the same for the same seed, in whatever order the pages were read', () => {
    expect(choose({ pages: pages.toReversed() })).toEqual(choose())
    expect(choose({ pages: drawn('un autre ordre', pages) })).toEqual(choose())
  })

  it('draws other pages with another seed, and keeps those that were chosen for a reason', () => {
    const [one, other] = [choose({ pages, randomShare: 2 }), choose({ seed: 'portail 2027-11-22', randomShare: 2 })]
    const forAReason = (choice: ReturnType<typeof choose>) => paths(choice).filter((path) => reasonsOf(choice, path)?.includes('role'))
    expect(paths(one)).not.toEqual(paths(other))
    expect(forAReason(one)).toEqual(forAReason(other))
  })

  it('holds the home page, each mandatory page that was recognised, and one page of every other template', () => {
    const choice = choose()
    expect(paths(choice)).toEqual(expect.arrayContaining(['/', '/contact', '/mentions-legales', '/annuaire']))
    expect([reasonsOf(choice, '/'), reasonsOf(choice, '/annuaire')]).toEqual([['role'], ['template']])
    expect(choice.templates).toBe(3)
  })

  it('says every reason of a page that plays two roles', () => {
    const why = choose().pages.find(({ path }) => path === '/contact')?.why
    expect(why?.map((reason) => (reason.kind === 'role' ? reason.role : ''))).toEqual(['contact', 'form'])
  })

  it('prefers a page of its own for the form when there is one', () => {
    const survey = aSeenPage('/sondage', { forms: [{ fields: 6, password: false, search: false }] })
    const why = choose({ pages: [...pages, survey] }).pages.find(({ path }) => path === '/sondage')?.why
    expect(why?.[0]).toMatchObject({ kind: 'role', role: 'form' })
  })

  it('adds a random tenth of what was chosen for a reason, rounded up', () => {
    const random = choose().pages.filter(({ why }) => why.some(({ kind }) => kind === 'random'))
    expect(random).toHaveLength(1)
    expect(choose({ randomShare: 0.6 }).pages.filter(({ why }) => why.some(({ kind }) => kind === 'random'))).toHaveLength(3)
  })

  it('draws by the SHA-256 of seed and path, which anybody can redo', () => {
    const digest = (path: string) => createHash('sha256').update(`portail 2026-11-22\n${path}`).digest('hex')
    const first = news.map(({ path }) => path).sort((a, b) => (digest(a) < digest(b) ? -1 : 1))[0]
    expect(choose().pages.find(({ why }) => why.some((reason) => reason.kind === 'random' && reason.rank === 1))?.path).toBe(first)
  })

  it('keeps what a person declared, under the name she gave, even when it could not be read', () => {
    const declared = [{ id: 'budget', path: '/documents/budget', role: 'service' as const, name: 'Budget' }, { id: 'mentions', path: '/mentions-legales', role: 'legal' as const }]
    const choice = choose({ declared })
    expect(choice.pages[0]).toMatchObject({ id: 'budget', role: 'service', name: 'Budget', why: [{ kind: 'declared' }], template: null })
    expect(choice.pages[1]).toMatchObject({ id: 'mentions', role: 'legal', why: [{ kind: 'declared' }] })
  })

  it('holds one document, which is not a page to visit', () => {
    const documents = ['/a.pdf', '/b.pdf', '/c.odt'].map((path) => ({ path, linkTexts: [] }))
    const choice = choose({ documents })
    expect(choice.pages.filter(({ format }) => format === 'document')).toHaveLength(1)
    expect(choice.leftOut.filter(({ why }) => why === 'other-document')).toHaveLength(2)
  })

  it('says of every page that was read and left out which page stands for it', () => {
    const choice = choose()
    expect(choice.leftOut).toHaveLength(pages.length - choice.pages.length)
    for (const { why, detail } of choice.leftOut) expect([why, paths(choice).includes(detail)]).toEqual(['same-template', true])
  })

  it('keeps the most used templates of a site where every page is built differently', () => {
    const odd = Array.from({ length: 60 }, (_, index) => aSeenPage(`/odd/${index}`, { shape: [`/body/${String.fromCharCode(97 + index % 26)}${index}`] }))
    const choice = choose({ pages: [...pages, ...odd] })
    expect(choice.pages.length).toBeLessThan(30)
    expect(choice.leftOut.filter(({ why }) => why === 'template-cap').length).toBeGreaterThan(30)
  })

  it('keeps the ids that an earlier sample gave', () => {
    expect(choose({ knownIds: new Map([['/contact', 'ecrire']]) }).pages.find(({ path }) => path === '/contact')?.id).toBe('ecrire')
  })

  it('is empty only when nothing was read', () => {
    expect(choose({ pages: [] })).toEqual({ pages: [], leftOut: [], templates: 0 })
    expect(paths(choose({ pages: [aSeenPage('/', { shape: shapeOf(article) })] }))).toEqual(['/'])
  })
})
