import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOB-21',
  theme: 'piscines',
  unit: '%',
  direction: 'up',
  targetStyle: 'watch',
  formula: '(énergie de référence corrigée − énergie) / énergie de référence corrigée',
  references: [{ standard: 'law', id: 'Loi 2021-1485 (REEN), article 35' }],
  counts: { value: 'pools.energy-saving', n: 'pools.equipped' },
  text: {
    question: 'Le pilotage connecté fait-il baisser l’énergie des piscines ?',
    title: 'Baisse d’énergie des piscines pilotées',
    answer: 'La baisse déclarée est de {value}.',
    says: ['La baisse d’énergie que la collectivité déclare pour les piscines équipées.'],
    doesNotSay: ['La baisse de toutes les piscines, ni de tous les bâtiments : elle ne se multiplie pas.', 'Ce qu’ont demandé les capteurs et les serveurs : le bilan net le dira.'],
    method: ['Baisse par rapport à une période de référence, corrigée du climat et des heures d’ouverture.', 'Sans ces corrections, le chiffre est celui du document, et rien de plus.'],
    perimeter: 'Piscines équipées',
    holder: 'Direction en charge des piscines',
    howToSupply: 'Donner, piscine par piscine, l’énergie par mois avant et après, les énergies comptées et les heures d’ouverture.',
  },
})
