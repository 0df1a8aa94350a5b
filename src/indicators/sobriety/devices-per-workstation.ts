import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOB-04',
  theme: 'materiel',
  unit: 'ratio',
  direction: 'down',
  targetStyle: 'council-trajectory',
  formula: 'appareils en service / postes de travail occupés',
  references: [{ standard: 'law', id: 'Décret 2022-1084' }],
  counts: { part: 'fleet.devices-in-use', whole: 'fleet.workstations' },
  text: {
    question: 'Combien d’appareils pour un poste de travail ?',
    title: 'Appareils en service par poste de travail',
    answer: 'En {period}, chaque poste de travail a {value} {value, plural, one {appareil} other {appareils}} en service.',
    says: ['Si les postes sont équipés au juste besoin.'],
    doesNotSay: ['Si un appareil est utile : un écran de plus peut éviter des impressions.', 'Le parc des écoles, s’il n’est pas déclaré.'],
    method: ['Appareils en service, écrans compris, divisés par les postes de travail occupés.', 'La réserve ne compte pas.'],
    perimeter: 'Postes de travail des agents',
    holder: 'Responsable du parc informatique',
    howToSupply: 'Compter les postes occupés le jour de l’inventaire.',
  },
})
