import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOL-05',
  theme: 'trouver-de-l-aide',
  unit: 'count',
  direction: 'context',
  cadence: 'month',
  targetStyle: 'none',
  smallest: 5,
  formula: 'somme des accompagnements enregistrés',
  counts: { sum: 'help.sessions' },
  text: {
    question: 'Combien de fois une aide a-t-elle été donnée ?',
    title: 'Accompagnements numériques réalisés',
    answer: '{value} {value, plural, one {accompagnement a été enregistré} other {accompagnements ont été enregistrés}} en {period}.',
    says: ['L’activité enregistrée par les médiatrices et médiateurs.'],
    doesNotSay: ['Le nombre de personnes : une même personne peut revenir.', 'Plus n’est pas mieux : un service simple demande moins d’aide.'],
    method: ['Accompagnements enregistrés, individuels, collectifs ou sur une démarche.', 'L’aide bénévole non enregistrée manque.'],
    perimeter: 'Lieux qui enregistrent leur activité',
    holder: 'Coordination de la médiation numérique',
    howToSupply: 'Exporter les statistiques de la Coop de la médiation numérique (totaux seulement).',
  },
})
