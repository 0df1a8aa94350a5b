import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOL-16',
  theme: 'se-former',
  unit: '%',
  direction: 'up',
  targetStyle: 'ladder',
  smallest: 10,
  formula: 'parcours terminés / parcours commencés',
  counts: { part: 'training.completed', whole: 'training.started' },
  text: {
    question: 'Va-t-on au bout des formations ?',
    title: 'Part des parcours d’initiation terminés',
    answer: '{value} des {n} parcours commencés ont été terminés en {period}.',
    says: ['Si les personnes qui commencent peuvent aller au bout.'],
    doesNotSay: ['Ce qu’elles savent faire un an plus tard.'],
    method: ['Personnes qui ont terminé le parcours, divisées par celles qui l’ont commencé.', 'La part des femmes et les âges ne sont donnés qu’en totaux.'],
    perimeter: 'Partenaires de formation du territoire',
    holder: 'Responsable des partenariats solidaires',
    howToSupply: 'Demander au partenaire le nombre de parcours commencés et terminés.',
  },
})
