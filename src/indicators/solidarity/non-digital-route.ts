import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOL-13',
  theme: 'demarches',
  unit: '%',
  direction: 'up',
  targetStyle: 'ladder',
  smallest: 10,
  formula: 'démarches avec guichet, téléphone ou papier / démarches',
  counts: { part: 'procedures.with-alternative', whole: 'procedures.all' },
  text: {
    question: 'Peut-on faire autrement qu’en ligne ?',
    title: 'Part des démarches avec une autre voie que le numérique',
    answer: '{value} des {n} démarches peuvent se faire autrement qu’en ligne.',
    says: ['Si une personne sans internet garde une voie : guichet, téléphone ou papier.'],
    doesNotSay: ['Si cette voie est aussi rapide.'],
    method: ['Démarches qui offrent un guichet, un téléphone ou un papier, divisées par toutes les démarches.', 'Chaque voie déclarée est jointe à sa preuve.'],
    perimeter: 'Démarches de la collectivité',
    holder: 'Direction de la relation aux usagers',
    howToSupply: 'Dresser la liste des démarches, avec les voies offertes et l’adresse qui le dit.',
  },
})
