import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOB-07',
  theme: 'seconde-vie',
  unit: '%',
  direction: 'up',
  targetStyle: 'legal-floor',
  smallest: 10,
  formula: 'appareils achetés reconditionnés ou issus du réemploi / appareils achetés',
  references: [{ standard: 'law', id: 'Loi 2020-105 (AGEC), article 58' }, { standard: 'law', id: 'Décret 2024-134' }],
  counts: { part: 'purchases.reused-units', whole: 'purchases.units' },
  text: {
    question: 'Achetons-nous du matériel d’occasion ?',
    title: 'Part d’appareils achetés reconditionnés ou issus du réemploi',
    answer: 'En {period}, {value} des {n} appareils achetés avaient déjà servi.',
    says: ['La part des achats, en nombre d’appareils, qui évite une fabrication.'],
    doesNotSay: ['La part en dépenses, que la loi compte : elle se déclare à part.'],
    method: ['Appareils achetés reconditionnés ou issus du réemploi, divisés par tous les appareils achetés.', 'Téléphones, ordinateurs, écrans, tablettes, serveurs et projecteurs.'],
    perimeter: 'Achats informatiques de l’année',
    holder: 'Responsable des achats',
    howToSupply: 'Ajouter à l’export des achats une colonne « neuf, reconditionné ou réemploi ».',
  },
})
