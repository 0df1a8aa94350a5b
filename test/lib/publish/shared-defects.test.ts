import { describe, expect, it } from 'vitest'
import { groupDefects, type Seen } from '#lib/publish/defects'
import { sharedDefects } from '#lib/publish/shared-defects'
import { aPage, aSite } from '../../published-builders.ts'

const seen = (page: string, message: string, selector?: string): Seen =>
  ({ page, audit: 'solidarity/axe-failures', finding: { message, references: [], ...(selector ? { selector } : {}) } })
const site = (id: string, ...findings: Seen[]) => aSite(id, [...new Set(findings.map(({ page }) => page))].map((page) => aPage(page)), groupDefects(findings))

describe('the same defect on several sites', () => {
  const portal = site('portail', seen('accueil', 'Un lien n’a pas de nom.', '#menu > li:nth-child(2) > a'), seen('contact', 'Un lien n’a pas de nom.', '#menu > li:nth-child(2) > a'))
  const library = site('mediatheque', seen('agenda', 'Un lien n’a pas de nom.', '#menu > li:nth-child(5) > a'), seen('agenda', 'Un lien n’a pas de nom.', 'footer > a'))

  it('is said once, with its pages, its sites, and the widest site as an example', () => {
    expect(sharedDefects([library, portal])[0]).toMatchObject({
      message: 'Un lien n’a pas de nom.', place: '#menu > li > a', pages: 3, count: 3,
      sites: [{ site: 'portail', pages: ['accueil', 'contact'] }, { site: 'mediatheque', pages: ['agenda'] }],
      example: { site: 'portail', page: 'accueil', finding: { selector: '#menu > li:nth-child(2) > a' } },
    })
  })

  it('stays apart from another place, and comes before what reaches less far', () => {
    expect(sharedDefects([library, portal]).map(({ place, pages }) => [place, pages])).toEqual([['#menu > li > a', 3], ['footer > a', 1]])
  })

  it('counts no page twice and forgets none', () => {
    const all = [portal, library]
    expect(sharedDefects(all).reduce((sum, { count }) => sum + count, 0)).toBe(all.flatMap(({ defects }) => defects).reduce((sum, { count }) => sum + count, 0))
  })

  it('is the same whatever the order of the sites', () => expect(sharedDefects([portal, library])).toEqual(sharedDefects([library, portal])))
})

it('a territory without a defect has none to share', () => expect(sharedDefects([site('vide')])).toEqual([]))
