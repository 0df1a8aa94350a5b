import { describe, expect, it } from 'vitest'
import { addressWords, guessRoles } from '#lib/sampling/page-roles'
import { aSeenPage } from './seen-builders.ts'

const likeliest = (path: string, part = {}) => guessRoles(aSeenPage(path, part))[0]?.role ?? 'none'

describe('the role of a page', () => {
  it.each([
    ['contact', 'Contactez-nous'], ['contact', 'Écrire à la mairie'], ['contact', 'Kontakt'], ['contact', 'Contact us'],
    ['legal', 'Mentions légales'], ['legal', 'MENTIONS LE\u0301GALES'], ['legal', 'Impressum'], ['legal', 'Legal notice'],
    ['accessibility', 'Accessibilité : non conforme'], ['accessibility', 'Déclaration d’accessibilité'], ['accessibility', 'Barrierefreiheit'],
    ['sitemap', 'Plan du site'], ['sitemap', 'Sitemap'], ['sitemap', 'Seitenübersicht'],
    ['help', 'Aide'], ['help', 'Foire aux questions'], ['help', 'Hilfe'],
    ['login', 'Se connecter'], ['login', 'Mon compte'], ['login', 'Log in'], ['login', 'Anmelden'],
    ['search', 'Recherche avancée'], ['search', 'Suche'],
    ['procedure', 'Prendre rendez-vous'], ['procedure', 'Démarches'], ['procedure', 'Antrag stellen'],
    ['privacy', 'Politique de confidentialité'], ['privacy', 'Datenschutz'], ['event', 'Agenda'], ['news', 'Toutes les actualités'],
  ])('is %s when a link calls it « %s »', (role, words) => {
    expect(likeliest('/page-12', { linkTexts: [words] })).toBe(role)
  })

  it.each([
    ['Aide sociale aux familles'], ['Accessibilité des bâtiments municipaux'], ['Plan de ville'], ['Actualité de la légalité'], ['Contacts utiles des associations'],
    ['La mairie ouvre une page de contact pour les personnes qui ne peuvent pas se déplacer'],
  ])('is not taken from words that only resemble: « %s »', (words) => {
    const roles = guessRoles(aSeenPage('/page-12', { linkTexts: [words] })).map(({ role }) => role)
    expect(roles.filter((role) => ['help', 'accessibility', 'sitemap', 'legal', 'contact'].includes(role))).toEqual([])
  })

  it('is read in the address, whatever its accents, separators and extension', () => {
    expect(likeliest('/fr/mentions_legales.aspx')).toBe('legal')
    expect(likeliest('/accessibilit%C3%A9')).toBe('accessibility')
    expect(likeliest('/votre-mairie/plan-du-site/')).toBe('sitemap')
    expect(addressWords('/%E0%A4%A/%zz-contact')).toBe('%zz contact')
  })

  it('is read in the part of a title that names the page, before or after the name of the town', () => {
    expect(likeliest('/a', { title: 'Ville de Villeneuve | Contact' })).toBe('contact')
    expect(likeliest('/a', { title: 'Mentions légales – Ville de Villeneuve' })).toBe('legal')
  })

  it('is read in what the page holds: a password, a form, a step, the name of who publishes', () => {
    expect(likeliest('/a', { forms: [{ fields: 2, password: true, search: false }] })).toBe('login')
    expect(likeliest('/a', { forms: [{ fields: 3, password: false, search: false }] })).toBe('form')
    expect(likeliest('/a', { forms: [{ fields: 1, password: false, search: true }] })).toBe('search')
    expect(likeliest('/a', { text: 'Étape 2 sur 4 : vos pièces' })).toBe('procedure')
    expect(likeliest('/a', { text: 'Directrice de la publication : la maire' })).toBe('legal')
    expect(likeliest('/a', { forms: [{ fields: 1, password: false, search: false }] })).toBe('none')
  })

  it('is surer when several clues agree, and ten links say no more than one', () => {
    const weight = (part: object) => guessRoles(aSeenPage('/page-12', part))[0]?.weight ?? 0
    expect(weight({ linkTexts: ['Contact'], heading: 'Contact' })).toBeGreaterThan(weight({ linkTexts: ['Contact'] }))
    expect(weight({ linkTexts: ['Contact', 'Nous contacter', 'Contactez-nous'] })).toBe(weight({ linkTexts: ['Contact'] }))
  })

  it('says by which words it was recognised', () => {
    expect(guessRoles(aSeenPage('/contact', { linkTexts: ['Nous contacter'] }))[0]?.clues).toEqual([{ by: 'link', words: 'Nous contacter' }, { by: 'address', words: 'contact' }])
  })
})
