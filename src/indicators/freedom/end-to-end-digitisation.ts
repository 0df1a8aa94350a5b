import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'LIB-04',
  theme: 'logiciels-libres',
  unit: '%',
  direction: 'up',
  targetStyle: 'ladder',
  smallest: 10,
  formula: 'démarches internes sans rupture papier / démarches visées',
  counts: { part: 'processes.paperless', whole: 'processes.targeted' },
  text: {
    question: 'Nos dossiers vont-ils au bout sans papier ?',
    title: 'Part des processus dématérialisés de bout en bout',
    answer: '{value} des {n} processus visés vont au bout sans papier.',
    says: ['Jusqu’où vont le parapheur, la gestion des documents, l’archivage et l’interopérabilité.'],
    doesNotSay: ['Si le travail en est plus simple pour les agents.'],
    method: ['Processus qui passent par les quatre outils sans rupture papier, divisés par les processus visés.', 'Le réemploi par d’autres communes se compte à part.'],
    perimeter: 'Services de la collectivité',
    holder: 'Direction du numérique',
    howToSupply: 'Tenir la liste des processus visés et l’outil qui manque à chacun.',
  },
})
