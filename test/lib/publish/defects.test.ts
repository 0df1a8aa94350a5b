import { describe, expect, it } from 'vitest'
import { groupDefects, type Seen } from '#lib/publish/defects'

const seen = (page: string, message: string, selector?: string, audit = 'solidarity/axe-failures'): Seen =>
  ({ page, audit, finding: { message, references: [], ...(selector === undefined ? {} : { selector }) } })

describe('the defects of a site', () => {
  it('are said once when a template repeats them on every page', () => {
    const defects = groupDefects([seen('accueil', 'Image sans texte.', 'main > div:nth-child(2) > img'), seen('contact', 'Image sans texte.', 'main > div:nth-child(7) > img')])
    expect(defects).toHaveLength(1)
    expect(defects[0]).toMatchObject({ message: 'Image sans texte.', pages: ['accueil', 'contact'], count: 2 })
  })

  it('are the same whatever the figures of an id', () => {
    expect(groupDefects([seen('a', 'Étiquette absente.', '#champ-12'), seen('b', 'Étiquette absente.', '#champ-345')])).toHaveLength(1)
  })

  it('do not lend the figure of one page to another', () => {
    expect(groupDefects([seen('a', 'HSTS dure 5 jours.'), seen('b', 'HSTS dure 9 jours.')])[0]?.message).toBe('Par exemple : HSTS dure 5 jours.')
    expect(groupDefects([seen('a', 'La page pèse 900 ko.'), seen('b', 'La page pèse 1 200 ko.')])[0]).toMatchObject({ message: 'Par exemple : la page pèse 900 ko.', example: { message: 'La page pèse 900 ko.' } })
  })

  it('stay apart for another place or another audit', () => {
    expect(groupDefects([seen('a', 'Contraste faible.', 'nav a'), seen('a', 'Contraste faible.', 'footer a'), seen('a', 'Contraste faible.', 'nav a', 'solidarity/text-zoom')])).toHaveLength(3)
  })

  it('leave out what a person still has to verify', () => {
    expect(groupDefects([{ ...seen('a', 'Contraste.'), finding: { message: 'À vérifier : contraste.', references: [], certainty: 'to-verify' } }, seen('a', 'Attendu : contraste.')])).toHaveLength(1)
  })

  it('come first when they touch most pages', () => {
    expect(groupDefects([seen('a', 'Rare.'), seen('a', 'Commun.'), seen('b', 'Commun.')]).map(({ message }) => message)).toEqual(['Commun.', 'Rare.'])
  })
})
