import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'LIB-01',
  theme: 'logiciels-libres',
  unit: '%',
  direction: 'up',
  targetStyle: 'ladder',
  smallest: 10,
  formula: 'applications libres / applications',
  references: [{ standard: 'law', id: 'Loi 2016-1321, article 16' }],
  counts: { part: 'software.free', whole: 'software.applications' },
  text: {
    question: 'Quelle part de nos logiciels est libre ?',
    title: 'Part de logiciels libres dans les applications',
    answer: '{value} des {n} applications sont sous licence libre en {period}.',
    says: ['La part des applications dont la collectivité peut lire, changer et partager le code.'],
    doesNotSay: ['Leur poids : un petit outil compte autant qu’un grand.'],
    method: ['Applications sous licence libre, divisées par toutes les applications du registre.', 'Une application est une ligne du registre ; sa définition y est écrite.'],
    perimeter: 'Applications de la collectivité',
    holder: 'Direction du numérique',
    howToSupply: 'Ajouter la licence à chaque ligne du registre des applications.',
  },
})
