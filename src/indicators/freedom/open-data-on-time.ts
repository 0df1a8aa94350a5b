import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'LIB-08',
  theme: 'donnees-ouvertes',
  unit: '%',
  direction: 'up',
  targetStyle: 'ladder',
  smallest: 10,
  formula: 'jeux à jour selon leur fréquence / jeux publiés',
  references: [{ standard: 'law', id: 'Loi 2016-1321' }],
  counts: { part: 'open-data.on-time', whole: 'open-data.datasets' },
  text: {
    question: 'Nos données ouvertes sont-elles fraîches ?',
    title: 'Part des jeux de données ouverts à jour',
    answer: '{value} des {n} jeux ouverts sont à jour en {period}.',
    says: ['Si les données publiées suivent la fréquence qu’elles annoncent.'],
    doesNotSay: ['Leur utilité : les réemplois le diraient.'],
    method: ['Jeux mis à jour dans leur fréquence annoncée, divisés par tous les jeux publiés.', 'Un jeu sans fréquence est compté inconnu, pas à jour.'],
    perimeter: 'Portail de données ouvertes',
    holder: 'Responsable des données ouvertes',
    howToSupply: 'Donner l’adresse du portail : son catalogue se lit tout seul.',
  },
})
