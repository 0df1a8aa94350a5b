import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOL-12',
  theme: 'demarches',
  unit: 'score',
  direction: 'up',
  targetStyle: 'watch',
  smallest: 100,
  formula: 'moyenne des notes de clarté, sur 10',
  counts: { value: 'procedures.clarity', n: 'procedures.clarity-answers' },
  text: {
    question: 'Comprend-on ce que nous écrivons ?',
    title: 'Clarté du langage des démarches, sur 10',
    answer: 'La clarté est notée {value} sur 10, d’après {n} {n, plural, one {réponse} other {réponses}}.',
    says: ['Si les personnes ont compris les mots de la démarche.'],
    doesNotSay: ['La clarté du reste du site.'],
    method: ['Moyenne des réponses à la question sur la clarté du langage, sur douze mois.', 'Un calcul automatique de lisibilité n’est qu’un indice, et se dirait comme tel.'],
    perimeter: 'Démarches en ligne de la collectivité',
    holder: 'Direction de la relation aux usagers',
    howToSupply: 'Poser la question de clarté à la fin de chaque démarche, et en exporter les totaux.',
  },
})
