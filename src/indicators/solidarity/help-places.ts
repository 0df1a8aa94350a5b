import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOL-01',
  theme: 'trouver-de-l-aide',
  unit: 'count',
  direction: 'up',
  cadence: 'month',
  targetStyle: 'ladder',
  formula: 'lieux ouverts au public, fiche de moins de douze mois',
  references: [{ standard: 'law', id: 'Arrêté du 9 novembre 2021 (label Numérique en commun[s])' }],
  counts: { sum: 'help.places' },
  tables: [
    { id: 'by-commune', title: 'Par commune', label: 'Commune', metric: 'help.places', by: 'commune' },
    { id: 'by-service', title: 'Par aide proposée', label: 'Aide proposée', metric: 'help.places-by-service', by: 'service' },
    { id: 'by-need', title: 'Par accueil adapté', label: 'Accueil adapté', metric: 'help.places-by-need', by: 'need' },
  ],
  text: {
    question: 'Combien de lieux aident avec le numérique ?',
    title: 'Lieux de médiation numérique ouverts au public',
    answer: '{value} {value, plural, one {lieu d’aide au numérique est ouvert} other {lieux d’aide au numérique sont ouverts}} en {period}.',
    says: ['Combien de lieux reçoivent du public, d’après une fiche récente.'],
    doesNotSay: ['La place qui reste dans chaque lieu, ni la qualité de l’accueil.'],
    method: ['Lieux du jeu ouvert au schéma national, qui reçoivent du public, dont la fiche a moins de douze mois.', 'Une fiche qui n’a pas pu être lue est comptée à part, jamais retirée en silence.'],
    perimeter: 'Territoire de l’intercommunalité',
    holder: 'Coordination de la médiation numérique',
    howToSupply: 'Indiquer le jeu ouvert des lieux de médiation (schéma national), en CSV ou JSON.',
  },
})
