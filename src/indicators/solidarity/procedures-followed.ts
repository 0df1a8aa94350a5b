import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  theme: 'demarches',
  unit: '%',
  direction: 'up',
  smallest: 10,
  targetStyle: 'ladder',
  formula: 'démarches dont l’avancement se suit en ligne / démarches en ligne',
  counts: { part: 'procedures.followed', whole: 'procedures.online' },
  text: {
    question: 'Peut-on suivre sa démarche en ligne ?',
    title: 'Part des démarches dont on peut suivre l’avancement',
    answer: '{value} des {n} démarches en ligne peuvent être suivies jusqu’à la réponse.',
    says: ['Si l’on sait où en est son dossier sans appeler.'],
    doesNotSay: ['Si les étapes affichées sont claires.'],
    method: ['Démarches qui montrent l’avancement du dossier, divisées par les démarches en ligne.', 'Un simple accusé de réception n’est pas un suivi.'],
    perimeter: 'Démarches en ligne de la collectivité',
    holder: 'Direction de la relation aux usagers',
    howToSupply: 'Ajouter au catalogue des démarches une colonne « suivi en ligne ».',
  },
})
