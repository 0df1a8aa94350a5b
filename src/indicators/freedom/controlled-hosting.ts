import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'LIB-11',
  theme: 'hebergement',
  unit: '%',
  direction: 'up',
  targetStyle: 'ladder',
  smallest: 10,
  formula: 'applications en salle propre, mutualisée ou européenne / applications',
  counts: { part: 'hosting.controlled', whole: 'software.applications' },
  tables: [{
    id: 'by-hosting', title: 'Par classe d’hébergement', label: 'Hébergement', metric: 'hosting.applications', by: 'hosting',
    words: { 'own-room': 'Salle propre', 'pooled-public': 'Salle publique partagée', 'eu-provider': 'Hébergeur européen', other: 'Autre' },
  }],
  text: {
    question: 'Où sont nos applications ?',
    title: 'Part des applications dont l’hébergement est maîtrisé',
    answer: '{value} des {n} applications sont hébergées sous contrôle public ou européen.',
    says: ['La part des applications en salle propre, en salle publique partagée ou chez un hébergeur européen.'],
    doesNotSay: ['Le droit applicable : le lieu et le contrôle juridique sont deux choses.'],
    method: ['Applications par classe d’hébergement : salle propre, salle publique partagée, européen, autre.', 'Lieu et contrôle juridique sont deux colonnes du registre.'],
    perimeter: 'Applications de la collectivité',
    holder: 'Direction du numérique',
    howToSupply: 'Ajouter au registre des applications l’hébergeur, le lieu et le contrôle juridique.',
  },
})
