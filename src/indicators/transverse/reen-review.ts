import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'TRV-03',
  theme: 'feuille-de-route',
  unit: 'count',
  direction: 'up',
  targetStyle: 'legal-floor',
  formula: 'bilans présentés dans l’année',
  references: [{ standard: 'law', id: 'Loi 2021-1485 (REEN), article 35' }, { standard: 'law', id: 'Décret 2022-1084' }],
  counts: { sum: 'roadmap.yearly-review' },
  text: {
    question: 'Le bilan annuel a-t-il été présenté ?',
    title: 'Bilan annuel du numérique responsable présenté au conseil',
    answer: '{value} {value, plural, one {bilan présenté} other {bilans présentés}} en {period}.',
    says: ['Si le conseil a débattu du numérique responsable cette année-là.'],
    doesNotSay: ['Ce que dit le bilan : la délibération se lit.'],
    method: ['Bilan présenté avec le rapport de développement durable, avant le débat sur le budget.', 'Il compte avec l’adresse de sa délibération.'],
    perimeter: 'Conseils de la Ville et de l’Eurométropole',
    holder: 'Direction du numérique',
    howToSupply: 'Donner l’adresse de la délibération.',
  },
})
