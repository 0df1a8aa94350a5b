import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOB-09',
  theme: 'seconde-vie',
  unit: '%',
  direction: 'context',
  targetStyle: 'watch',
  formula: 'kilogrammes avec bordereau / kilogrammes remis',
  references: [{ standard: 'law', id: 'Directive 2012/19/UE' }],
  counts: { part: 'waste.traced', whole: 'waste.handed-over' },
  text: {
    question: 'Savons-nous où vont nos déchets électroniques ?',
    title: 'Part des déchets électroniques remis avec un bordereau de suivi',
    answer: 'En {period}, {value} du poids remis à une filière était suivi par un bordereau.',
    says: ['Si le chemin des déchets électroniques de la collectivité est connu.'],
    doesNotSay: ['Que moins de kilos serait moins bien : réemployer fait baisser ce poids.'],
    method: ['Poids remis avec un bordereau, divisé par le poids remis.', 'Les appareils donnés pour resservir ne sont pas des déchets et ne comptent pas.'],
    perimeter: 'Déchets électroniques de la collectivité',
    holder: 'Responsable du parc informatique',
    howToSupply: 'Garder les bordereaux de la filière agréée, avec le poids.',
  },
})
