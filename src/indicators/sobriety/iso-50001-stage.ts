import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOB-20',
  theme: 'serveurs',
  unit: 'score',
  direction: 'up',
  targetStyle: 'ladder',
  formula: 'étape atteinte, de 0 à 5',
  counts: { value: 'energy.iso-50001-stage' },
  text: {
    question: 'Où en est la démarche ISO 50001 ?',
    title: 'Étape atteinte de la démarche ISO 50001 des salles serveurs',
    answer: 'La démarche ISO 50001 en est à l’étape {value} sur 5 en {period}.',
    says: ['L’étape atteinte, preuve à l’appui : critères écrits, revue énergétique, indicateurs, audit interne, certification.'],
    doesNotSay: ['Que les salles sont certifiées : seule l’étape 5 le dit.'],
    method: ['Étape déclarée, de 0 à 5, avec le lien vers sa preuve.', 'Une étape sans preuve ne compte pas.'],
    perimeter: 'Salles serveurs de la collectivité',
    holder: 'Responsable de la salle serveurs',
    howToSupply: 'Joindre le document qui prouve l’étape : cahier des charges, revue énergétique, certificat.',
  },
})
