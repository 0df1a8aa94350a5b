import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'LIB-09',
  theme: 'vie-privee',
  unit: 'count',
  direction: 'up',
  targetStyle: 'ladder',
  formula: 'fiches complètes du registre des algorithmes',
  counts: { sum: 'algorithms.described' },
  text: {
    question: 'Sait-on quels algorithmes décident ?',
    title: 'Algorithmes publics décrits',
    answer: '{value} {value, plural, one {algorithme est décrit} other {algorithmes sont décrits}} en {period}.',
    says: ['Combien d’algorithmes ont une fiche : but, données, contrôle humain, contact.'],
    doesNotSay: ['Qu’il n’y en a pas d’autres : zéro ne se dit qu’après un inventaire.'],
    method: ['Fiches complètes du registre public.', 'Sans inventaire, la réponse est « inconnu », jamais zéro.'],
    perimeter: 'Services de la collectivité',
    holder: 'Délégué à la protection des données',
    howToSupply: 'Recenser les traitements qui aident à décider, et publier une fiche pour chacun.',
  },
})
