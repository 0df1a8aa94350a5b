import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  theme: 's-equiper',
  unit: 'count',
  direction: 'up',
  smallest: 5,
  targetStyle: 'ladder',
  formula: 'connexions solidaires ouvertes dans l’année',
  counts: { sum: 'access.solidarity-connections' },
  text: {
    question: 'Une connexion à petit prix est-elle possible ?',
    title: 'Connexions solidaires ouvertes',
    answer: '{value} {value, plural, one {connexion solidaire a été ouverte} other {connexions solidaires ont été ouvertes}} en {period}.',
    says: ['Combien de foyers ou de personnes ont eu une recharge ou un abonnement solidaire.'],
    doesNotSay: ['Combien en auraient besoin.'],
    method: ['Connexions, recharges et abonnements solidaires remis dans l’année, d’après les partenaires.', 'Une personne aidée deux fois compte deux fois.'],
    perimeter: 'Partenaires du territoire',
    holder: 'Centre d’action sociale et associations',
    howToSupply: 'Demander aux partenaires leur total de l’année, par tableur.',
  },
})
