import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOL-10',
  theme: 'comprendre-solidarite',
  unit: '%',
  direction: 'context',
  freshDays: 2500,
  targetStyle: 'none',
  formula: 'taux publié par l’Insee',
  counts: { value: 'reference.illectronism' },
  text: {
    question: 'Combien de personnes sont en difficulté ?',
    title: 'Illectronisme en France, repère national',
    answer: 'En France, {value} des personnes étaient en situation d’illectronisme en {period}.',
    says: ['Un repère national, avec son année et sa définition.'],
    doesNotSay: ['La situation du territoire : c’est un chiffre de la France entière.', 'Une amélioration entre deux enquêtes dont la définition a changé.'],
    method: ['Taux publié par l’Insee, recopié avec son année.', 'La définition a changé entre 2019 et 2021 : les deux valeurs ne se comparent pas.'],
    perimeter: 'France, personnes de 15 ans ou plus',
    holder: 'Insee',
    howToSupply: 'Recopier le taux de la prochaine enquête, avec sa définition.',
  },
})
