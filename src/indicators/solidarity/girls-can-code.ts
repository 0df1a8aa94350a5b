import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOL-18',
  theme: 'egalite',
  unit: 'count',
  direction: 'up',
  targetStyle: 'ladder',
  smallest: 5,
  formula: 'participantes par édition',
  counts: { sum: 'equality.girls-can-code' },
  text: {
    question: 'Combien de filles se sont initiées au code ?',
    title: 'Participantes aux stages d’initiation au code',
    answer: '{value} {value, plural, one {participante} other {participantes}} en {period}.',
    says: ['Combien de collégiennes et de lycéennes ont suivi un stage.'],
    doesNotSay: ['Combien poursuivent ensuite vers l’informatique.'],
    method: ['Participantes de chaque édition, comptées par l’organisateur.', 'Le genre n’est jamais déduit d’un prénom.'],
    perimeter: 'Stages organisés sur le territoire',
    holder: 'Mission égalité femmes-hommes',
    howToSupply: 'Demander à l’organisateur le nombre de participantes et de places par édition.',
  },
})
