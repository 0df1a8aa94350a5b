import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOL-11',
  theme: 'demarches',
  unit: 'score',
  direction: 'up',
  targetStyle: 'watch',
  smallest: 100,
  formula: 'moyenne des notes, sur 10',
  counts: { value: 'procedures.satisfaction', n: 'procedures.answers' },
  tables: [{ id: 'by-procedure', title: 'Par démarche, quand cent personnes au moins ont répondu', label: 'Démarche', metric: 'procedures.satisfaction-each', by: 'procedure' }],
  text: {
    question: 'Nos démarches en ligne satisfont-elles ?',
    title: 'Satisfaction des démarches en ligne, sur 10',
    answer: 'La note moyenne est de {value} sur 10, d’après {n} {n, plural, one {réponse} other {réponses}}.',
    says: ['L’avis des personnes qui sont allées au bout et ont répondu.'],
    doesNotSay: ['L’avis de celles qui ont renoncé.'],
    method: ['Moyenne des notes sur douze mois, démarche par démarche.', 'Les bandes de l’observatoire de l’État servent de comparaison, pas de jugement.'],
    perimeter: 'Démarches en ligne de la collectivité',
    holder: 'Direction de la relation aux usagers',
    howToSupply: 'Exporter les notes de « Je donne mon avis », ou celles de l’enquête de satisfaction.',
  },
})
