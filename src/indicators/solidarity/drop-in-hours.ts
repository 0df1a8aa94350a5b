import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOL-04',
  theme: 'trouver-de-l-aide',
  unit: 'hour',
  direction: 'up',
  cadence: 'month',
  targetStyle: 'ladder',
  formula: 'somme des heures d’ouverture des permanences',
  counts: { sum: 'help.weekly-hours' },
  text: {
    question: 'Combien d’heures d’aide chaque semaine ?',
    title: 'Heures de permanence numérique par semaine',
    answer: '{value} de permanence {value, plural, one {est proposée} other {sont proposées}} chaque semaine en {period}.',
    says: ['L’aide proposée sans rendez-vous, semaine après semaine.'],
    doesNotSay: ['Les fermetures de vacances, si elles ne sont pas écrites.'],
    method: ['Somme des heures d’ouverture des permanences, lues dans les horaires des lieux.', 'Un horaire qui ne se lit pas est compté à part.'],
    perimeter: 'Territoire de l’intercommunalité',
    holder: 'Coordination de la médiation numérique',
    howToSupply: 'Remplir les horaires de chaque lieu (format OpenStreetMap), ou donner la liste des permanences.',
  },
})
