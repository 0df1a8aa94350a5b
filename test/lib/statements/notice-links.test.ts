import { expect, test } from 'vitest'
import { noticeLink, planLinks } from '#lib/statements/notice-links'
import { aLink } from '../../builders.ts'

const of = (kind: Parameters<typeof noticeLink>[0], ...links: ReturnType<typeof aLink>[]) => noticeLink(kind, links)?.url

test.each([
  ['accessibility', 'Accessibilité : non conforme'], ['accessibility', 'Accessibilité partiellement conforme'], ['accessibility', 'Déclaration d’accessibilité'],
  ['legal', 'Mentions légales'], ['privacy', 'Politique de confidentialité'], ['privacy', 'Données personnelles'], ['privacy', 'Protection des données'], ['ecodesign', 'Déclaration d’écoconception'], ['ecodesign', 'Éco-conception'],
] as const)('leads to the %s document: « %s »', (kind, text) => {
  expect(of(kind, aLink('Contact'), aLink(text, 'https://ville.example/x'))).toBe('https://ville.example/x')
})

test.each([['accessibility', 'Accessibilité des bâtiments'], ['legal', 'Annonces légales du marché'], ['privacy', 'Données ouvertes'], ['ecodesign', 'Le concours d’écoconception des écoles']] as const)('does not lead to the %s document: « %s »', (kind, text) => {
  expect(of(kind, aLink(text))).toBeUndefined()
})

test('the words of a link win over an address that says the same', () => {
  const [byAddress, byWords] = [aLink('Infos', 'https://ville.example/accessibilite'), aLink('Accessibilité', 'https://ville.example/p12')]
  expect(of('accessibility', byAddress, byWords)).toBe(byWords.url)
  expect(of('accessibility', byAddress)).toBe(byAddress.url)
})

test('links to the multi-year plan are known by their words or their file', () => {
  const links = [aLink('Notre schéma pluriannuel 2025-2027'), aLink('Plan d’actions 2026'), aLink('', 'https://ville.example/schema-pluriannuel.pdf'), aLink('Plan du site')]
  expect(planLinks(links)).toHaveLength(3)
})
