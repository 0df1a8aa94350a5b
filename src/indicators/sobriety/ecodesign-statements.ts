import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOB-13',
  theme: 'sites-web',
  unit: '%',
  direction: 'up',
  targetStyle: 'ladder',
  formula: 'sites avec une déclaration datée / sites',
  references: [{ standard: 'rgesn', id: 'RGESN 2024' }],
  counts: { part: 'web.ecodesign-statements', whole: 'web.sites' },
  text: {
    question: 'Nos sites disent-ils comment ils sont conçus ?',
    title: 'Part des sites qui publient une déclaration d’écoconception',
    answer: 'En {period}, sur {n} {n, plural, one {site} other {sites}}, {value} {n, plural, one {publie} other {publient}} une déclaration d’écoconception.',
    says: ['Si l’effort d’écoconception est rendu public, site par site.'],
    doesNotSay: ['La qualité de ce qui est déclaré.'],
    method: ['Sites dont la déclaration d’écoconception est publiée et datée, divisés par tous les sites.', 'Une déclaration sans date ne compte pas.'],
    perimeter: 'Sites web de la collectivité',
    holder: 'Responsable des sites web',
    howToSupply: 'Publier une déclaration datée sur chaque site.',
  },
})
