import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOL-07',
  theme: 'quartiers',
  unit: '%',
  direction: 'up',
  targetStyle: 'ladder',
  smallest: 10,
  formula: 'aides données dans un quartier prioritaire / aides localisées',
  references: [{ standard: 'law', id: 'Décret 2023-1314' }],
  counts: { part: 'help.sessions-priority', whole: 'help.sessions-located' },
  text: {
    question: 'L’aide va-t-elle où elle manque le plus ?',
    title: 'Part de l’aide donnée dans les quartiers prioritaires',
    answer: '{value} des {n} aides localisées ont été données dans un quartier prioritaire.',
    says: ['Si l’aide est donnée là où la difficulté est la plus fréquente.'],
    doesNotSay: ['Où habitent les personnes aidées : seul le lieu de l’aide est connu.'],
    method: ['Aides données dans un lieu situé dans un quartier prioritaire de 2024, ou à moins de 300 mètres.', 'Une aide sans lieu n’entre pas dans le calcul.'],
    perimeter: 'Quartiers prioritaires du territoire',
    holder: 'Mission politique de la ville',
    howToSupply: 'Croiser les lieux d’aide avec les contours des quartiers prioritaires.',
  },
})
