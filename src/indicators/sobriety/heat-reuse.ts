import { defineYearRatio } from '#lib/energy/year-ratio'

export default defineYearRatio({
  catalogue: 'SOB-18',
  theme: 'serveurs',
  unit: 'ratio',
  direction: 'up',
  targetStyle: 'watch',
  formula: 'chaleur réemployée / énergie totale',
  references: [{ standard: 'law', id: 'Règlement délégué (UE) 2024/1364, annexe III' }],
  counts: { part: 'energy.reused-heat', whole: 'energy.room-year' },
  metered: 'room',
  text: {
    question: 'La chaleur des serveurs sert-elle ?',
    title: 'Part de la chaleur réemployée (ERF)',
    answer: 'En {period}, la part de chaleur réemployée est de {value}, de 0 à 1.',
    says: ['La part de l’énergie de la salle qui chauffe autre chose.'],
    doesNotSay: ['Si un réseau de chaleur passe assez près pour que ce soit possible.'],
    method: ['Chaleur réemployée hors de la salle, divisée par l’énergie de la salle dans l’année : déclarée, ou relevée à 95 % au moins.', 'Sans échangeur de chaleur, zéro est une réponse honnête : elle se déclare.'],
    perimeter: 'Salles serveurs de la collectivité',
    holder: 'Responsable de la salle serveurs',
    howToSupply: 'Relever le compteur de chaleur, ou écrire qu’il n’y a pas d’échangeur.',
  },
})
