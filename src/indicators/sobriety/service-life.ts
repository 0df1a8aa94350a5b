import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOB-05',
  theme: 'materiel',
  unit: 'year',
  direction: 'up',
  targetStyle: 'council-trajectory',
  smallest: 10,
  formula: 'médiane(date de sortie − date d’achat)',
  references: [{ standard: 'law', id: 'Décret 2022-1084' }],
  counts: { value: 'fleet.service-life', n: 'fleet.retired-dated' },
  text: {
    question: 'Combien de temps gardons-nous nos ordinateurs ?',
    title: 'Durée d’usage médiane des appareils sortis du parc',
    answer: 'En {period}, la moitié des appareils sortis avaient servi au moins {value}.',
    says: ['Combien de temps un appareil a vraiment servi avant de sortir.'],
    doesNotSay: ['L’âge des appareils encore en service : un autre chiffre le donne.'],
    method: ['Années entre l’achat et la sortie, pour les appareils sortis dans l’année.', 'Un appareil sans date d’achat n’entre pas dans la médiane.'],
    perimeter: 'Appareils sortis du parc dans l’année',
    holder: 'Responsable du parc informatique',
    howToSupply: 'Garder la date d’achat et la date de sortie dans l’inventaire.',
  },
})
