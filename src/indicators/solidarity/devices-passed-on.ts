import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOL-15',
  theme: 's-equiper',
  unit: 'count',
  direction: 'up',
  targetStyle: 'ladder',
  smallest: 5,
  formula: 'appareils remis avec un transfert signé',
  counts: { sum: 'equipment.passed-on' },
  text: {
    question: 'Combien d’appareils ont équipé des habitants ?',
    title: 'Équipements reconditionnés remis aux habitants',
    answer: '{value} {value, plural, one {appareil a été remis à des habitants} other {appareils ont été remis à des habitants}} en {period}.',
    says: ['Combien d’appareils remis en état servent à des habitants.'],
    doesNotSay: ['Qui les a reçus : aucune donnée personnelle n’est demandée.'],
    method: ['Appareils donnés ou vendus à prix solidaire, confirmés par le partenaire.', 'Un appareil compte une fois, chez la collectivité ou chez le partenaire.'],
    perimeter: 'Partenaires du territoire',
    holder: 'Responsable des partenariats solidaires',
    howToSupply: 'Demander au partenaire ses totaux de l’année, sans nom ni adresse.',
  },
})
