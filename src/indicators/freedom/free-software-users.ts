import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  theme: 'logiciels-libres',
  unit: '%',
  direction: 'up',
  smallest: 10,
  targetStyle: 'ladder',
  formula: 'utilisateurs des applications libres / utilisateurs de toutes les applications',
  counts: { part: 'software.users-free', whole: 'software.users' },
  text: {
    question: 'Travaille-t-on avec des logiciels libres ?',
    title: 'Part de l’usage qui repose sur des logiciels libres',
    answer: '{value} des usages recensés reposent sur des logiciels libres en {period}.',
    says: ['Le poids des logiciels libres dans le travail réel : chaque application compte par ses utilisateurs.'],
    doesNotSay: ['Le nombre d’agents : une personne utilise plusieurs applications.'],
    method: ['Utilisateurs des applications libres, divisés par les utilisateurs de toutes les applications.', 'Une application dont le nombre d’utilisateurs est inconnu n’entre pas dans le calcul.'],
    perimeter: 'Applications de la collectivité',
    holder: 'Direction du numérique',
    howToSupply: 'Ajouter au registre des applications la colonne « utilisateurs ».',
  },
})
