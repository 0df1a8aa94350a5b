import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'TRV-01',
  theme: 'feuille-de-route',
  unit: '%',
  direction: 'up',
  targetStyle: 'ladder',
  smallest: 10,
  formula: 'actions faites ou dans les temps / actions prévues',
  references: [{ standard: 'law', id: 'Décret 2022-1084' }],
  counts: { part: 'roadmap.on-track', whole: 'roadmap.actions' },
  text: {
    question: 'Tenons-nous notre feuille de route ?',
    title: 'Part des actions de la feuille de route tenues',
    answer: '{value} des {n} actions prévues sont faites ou dans les temps.',
    says: ['Si le programme d’actions avance comme prévu.'],
    doesNotSay: ['Si les actions prévues suffisent.'],
    method: ['Actions faites ou dans les temps, divisées par les actions prévues.', 'Une action en retard est nommée, avec sa raison.'],
    perimeter: 'Feuille de route de la collectivité',
    holder: 'Direction du numérique',
    howToSupply: 'Donner la liste des actions avec leur échéance et leur avancement.',
  },
})
