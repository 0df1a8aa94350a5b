import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  theme: 'demarches',
  unit: 'day',
  direction: 'down',
  smallest: 10,
  targetStyle: 'watch',
  formula: 'médiane des jours entre le dépôt et la décision',
  counts: { value: 'procedures.delay-days', n: 'procedures.treated' },
  text: {
    question: 'En combien de temps répond-on à une démarche en ligne ?',
    title: 'Délai médian de traitement des démarches',
    answer: 'La moitié des dossiers reçoit une décision en {value} ou moins.',
    says: ['Le temps que la moitié des personnes attendent au plus, pour les démarches suivies.'],
    doesNotSay: ['Le délai de chaque démarche, ni la qualité de la réponse.'],
    method: ['Jours entre le dépôt et la décision de chaque dossier traité dans l’année ; la médiane est gardée.', 'Seules les deux dates sont lues : ni la personne, ni le contenu.'],
    perimeter: 'Démarches en ligne suivies',
    holder: 'Direction de la relation aux usagers',
    howToSupply: 'Donner les numéros des démarches à suivre et un jeton de lecture de Démarche numérique.',
  },
})
