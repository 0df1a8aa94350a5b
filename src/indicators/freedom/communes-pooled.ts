import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'LIB-12',
  theme: 'communes',
  unit: 'count',
  direction: 'up',
  targetStyle: 'ladder',
  formula: 'communes qui utilisent au moins un service mutualisé',
  counts: { sum: 'cooperation.communes-using' },
  text: {
    question: 'Les communes partagent-elles leurs services ?',
    title: 'Communes qui utilisent un service numérique mutualisé',
    answer: '{value} {value, plural, one {commune utilise un service mutualisé} other {communes utilisent un service mutualisé}} en {period}.',
    says: ['Combien de communes utilisent vraiment un service partagé.'],
    doesNotSay: ['Qu’une commune qui n’en use pas a tort : c’est un choix.'],
    method: ['Communes qui utilisent au moins un service partagé ou la salle serveurs commune.', 'Offert et utilisé se comptent à part.'],
    perimeter: 'Communes de l’intercommunalité',
    holder: 'Service mutualisé du numérique',
    howToSupply: 'Donner le catalogue des services partagés et les communes qui les utilisent.',
  },
})
