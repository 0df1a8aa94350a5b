import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  theme: 'evenements',
  unit: 'count',
  direction: 'context',
  targetStyle: 'none',
  formula: 'évènements tenus',
  counts: { sum: 'events.held' },
  text: {
    question: 'Quelles rencontres ont eu lieu ?',
    title: 'Rencontres et évènements tenus',
    answer: '{value} {value, plural, one {rencontre a été tenue} other {rencontres ont été tenues}} en {period}.',
    says: ['Combien d’évènements annoncés ont vraiment eu lieu.'],
    doesNotSay: ['Ce qui en est sorti.'],
    method: ['Évènements passés du registre ; un évènement annoncé ne compte pas.', 'Les personnes présentes se comptent à part, quand elles sont connues.'],
    perimeter: 'Collectivité et partenaires',
    holder: 'Mission numérique responsable',
    howToSupply: 'Tenir le registre des évènements : date, titre, type, participants.',
  },
})
