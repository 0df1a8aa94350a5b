import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'LIB-05',
  theme: 'participer',
  unit: '%',
  direction: 'up',
  targetStyle: 'ladder',
  smallest: 10,
  formula: 'comptes actifs sur douze mois / comptes inscrits',
  counts: { part: 'participation.active', whole: 'participation.subscribers' },
  text: {
    question: 'Qui participe vraiment en ligne ?',
    title: 'Part des personnes inscrites qui ont participé sur douze mois',
    answer: '{value} des {n} personnes inscrites ont participé en {period}.',
    says: ['La part des inscrits qui ont écrit, voté, signé ou répondu au moins une fois.'],
    doesNotSay: ['La participation en réunion : elle se compte ailleurs.', 'Les inscrits seuls : ce stock dit peu de l’usage.'],
    method: ['Comptes distincts qui ont agi au moins une fois en douze mois, divisés par les comptes inscrits.', 'Aucun compte n’est lu : la plateforme donne des totaux.'],
    perimeter: 'Plateforme de participation',
    holder: 'Mission participation citoyenne',
    howToSupply: 'Exporter chaque mois les totaux : inscrits, participants distincts, contributions, signatures.',
  },
})
