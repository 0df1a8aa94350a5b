import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, it } from 'vitest'
import type { PublicSnapshot } from '#model/nightly'
import { digestOf } from '#lib/publish/digest'
import { isNothing, publicChanges } from '#lib/publish/public-changes'

const before: PublicSnapshot = {
  schema: 'trefle/public-snapshot@1', at: '2026-11-15T03:00:00Z',
  indicators: [{ id: 'page-weight', title: 'Poids moyen d’une page', period: '2026-10', value: '1,2 Mo', state: 'measured' }],
  commitments: [{ id: 'formation', text: 'Former les agents', status: 'on-track', function: 'Direction des ressources humaines' }],
  defects: [{ site: 'portail', name: 'Portail', audit: 'solidarity/page-title', title: 'Titre de la page', pages: 3 }, { site: 'media', name: 'Médiathèque', audit: 'freedom/trackers', title: 'Suivi', pages: 2 }],
  files: { 'territory.json': 'a'.repeat(64), 'sites/portail.json': 'b'.repeat(64) },
}
const later = (change: Partial<PublicSnapshot>): PublicSnapshot => ({ ...before, at: '2026-11-22T03:00:00Z', ...change })

describe('what a publication changes', () => {
  it('is nothing when everything is as it was', () => {
    expect(isNothing(publicChanges(before, later({})))).toBe(true)
  })

  it('is everything the first time', () => {
    const { regressions, indicators, commitments, files } = publicChanges(null, before)
    expect([regressions.length, indicators.length, commitments.length, files]).toEqual([2, 1, 1, { added: 2, changed: 0, removed: 0 }])
  })

  it('tells a defect that spreads from one that shrinks, appears or goes, the largest first', () => {
    const [title, tracking] = before.defects
    if (!title || !tracking) throw new Error('the example lost its defects')
    const changes = publicChanges(before, later({ defects: [{ ...title, pages: 9 }, { ...title, site: 'eau', name: 'Eau', pages: 1 }] }))
    expect(changes.regressions).toEqual([{ site: 'Portail', title: 'Titre de la page', before: 3, now: 9 }, { site: 'Eau', title: 'Titre de la page', before: 0, now: 1 }])
    expect(changes.mended).toEqual([{ site: 'Médiathèque', title: 'Suivi', before: 2, now: 0 }])
  })

  it('tells a value that moved, one that was lost, and a promise that changed its state', () => {
    const [weight] = before.indicators
    const [training] = before.commitments
    if (!weight || !training) throw new Error('the example lost its figures')
    expect(publicChanges(before, later({ indicators: [{ ...weight, value: null, state: 'not-measured' }] })).indicators).toEqual([{ title: 'Poids moyen d’une page', before: '1,2 Mo', now: null, period: '2026-10' }])
    expect(publicChanges(before, later({ commitments: [{ ...training, status: 'late' }] })).commitments).toEqual([{ text: 'Former les agents', before: 'on-track', now: 'late' }])
  })
})

describe('the digest', () => {
  const facts = { territory: 'Villeneuve', at: '2026-11-22T03:00:00Z', since: '2026-11-15T03:00:00Z', stale: [], turns: [], changes: publicChanges(before, later({})) }

  it('says so when nothing is new', () => {
    expect(digestOf(facts)).toContain('Rien de nouveau')
  })

  it('says what changed, then whose turn it is', () => {
    const text = digestOf({ ...facts, changes: publicChanges(null, before), turns: [{ id: 'codes', function: 'Direction du numérique', text: 'Publier les codes', status: 'late' }], stale: [{ source: 'Coop', sentence: 'jamais lue' }] })
    expect(text.indexOf('## Nouveaux défauts')).toBeLessThan(text.indexOf('## À qui de jouer'))
    expect(text).toContain('Direction du numérique : Publier les codes (En retard)')
    expect(text).toContain('Coop : jamais lue')
  })

  it('counts what it does not list', () => {
    const many = { ...before, defects: Array.from({ length: 20 }, (_, index) => ({ site: `s${index}`, name: `Site ${index}`, audit: 'freedom/trackers', title: 'Suivi', pages: 1 })) }
    expect(digestOf({ ...facts, changes: publicChanges(null, many) })).toContain('… 20 en tout')
  })

  it.each(['[clic](https://a.example) <b>\n# titre', '# titre', '- liste', '+ liste', '1. liste', '12) liste', '=== ', '*gras* _bas_ ~~non~~', '`code`', '![image](x)', '> citation', '| a | b |', '&lt;b&gt;', '<https://a.example>', '\\'])('lets no name become a mark: %s', (name) => {
    const strange = { ...before, defects: [{ site: 'x', name, audit: 'freedom/trackers', title: name, pages: 1 }] }
    const tree = fromMarkdown(digestOf({ ...facts, territory: name, changes: publicChanges(null, strange) }), { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
    const said: string[] = []
    const kinds = new Map<string, number>()
    const walk = (node: Nodes) => {
      // An address as it is written leads where it says.
      if (node.type === 'link' && node.children[0]?.type === 'text' && node.children[0].value === node.url) return said.push(node.url)
      kinds.set(node.type, (kinds.get(node.type) ?? 0) + 1)
      if (node.type === 'text') said.push(node.value)
      if ('children' in node) for (const child of node.children) walk(child)
    }
    walk(tree)
    expect([...kinds.keys()].sort()).toEqual(['heading', 'list', 'listItem', 'paragraph', 'root', 'text'])
    expect(kinds.get('heading')).toBe(4)
    const words = name.trim().replace(/\s+/g, ' ')
    expect(said.join('')).toContain(`${words} : ${words}, 1 page`)
  })

  it.each(['Salle #12', '#12', 'ville/site#12', 'Voir !7', 'GH-12', '@maire', 'Avis de @maire.', 'Jalon %3', 'Extrait $4'])('shows no forge anything to follow: %s', (name) => {
    const text = digestOf({ ...facts, territory: name })
    expect(text).not.toMatch(/[#!%$]\d|GH-\d|@\w/)
    expect(text.split('\n')[0]?.replaceAll(/\\|\u200b/g, '')).toBe(`# ${name} : ce qui change au 2026-11-22`)
  })

  it('is read by people as it is: an address and a sign that nothing follows stay whole', () => {
    for (const territory of ['https://ville.example/page#12', 'contact@ville.example', 'C# et 50 % !', 'n° 12']) expect(digestOf({ ...facts, territory }).startsWith(`# ${territory} : `)).toBe(true)
  })

  it('is read by people as it is: a hyphen or a bracket needs no mark within a line', () => {
    expect(digestOf({ ...facts, territory: 'Bourg-la-Reine (essai)' })).toMatch(/^# Bourg-la-Reine \(essai\) : /)
  })
})
