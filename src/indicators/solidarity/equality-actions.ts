import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  theme: 'egalite',
  unit: 'count',
  direction: 'context',
  targetStyle: 'none',
  formula: 'actions d’égalité tenues',
  counts: { sum: 'equality.actions' },
  text: {
    question: 'Que fait-on pour l’égalité dans le numérique ?',
    title: 'Actions pour l’égalité femmes-hommes dans le numérique',
    answer: '{value} {value, plural, one {action pour l’égalité a été tenue} other {actions pour l’égalité ont été tenues}} en {period}.',
    says: ['Combien de stages et de rencontres ont eu lieu.'],
    doesNotSay: ['Combien de vocations en sont nées.'],
    method: ['Actions passées du registre des évènements, de type « égalité ».', 'Une action annoncée ne compte qu’une fois tenue.'],
    perimeter: 'Collectivité et partenaires',
    holder: 'Mission égalité',
    howToSupply: 'Tenir le registre des évènements : date, titre, type, participantes.',
  },
})
