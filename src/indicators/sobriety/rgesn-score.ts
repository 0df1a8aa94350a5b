import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOB-12',
  theme: 'sites-web',
  unit: '%',
  direction: 'up',
  targetStyle: 'ladder',
  formula: 'critères RGESN respectés, pondérés / critères applicables',
  references: [{ standard: 'rgesn', id: 'RGESN 2024' }, { standard: 'law', id: 'Décret 2022-1084' }],
  counts: { value: 'web.rgesn-score', n: 'web.rgesn-criteria' },
  text: {
    question: 'Nos services sont-ils conçus pour durer ?',
    title: 'Score d’écoconception RGESN déclaré',
    answer: 'En {period}, le score RGESN déclaré est de {value}.',
    says: ['La part des critères d’écoconception que l’équipe déclare respecter.'],
    doesNotSay: ['Un score mesuré : une machine ne voit qu’une petite part des 78 critères.'],
    method: ['Score du référentiel général d’écoconception de services numériques, par service.', 'Ce que le robot mesure et ce que l’équipe déclare restent deux séries.'],
    perimeter: 'Services numériques évalués',
    holder: 'Responsable des sites web',
    howToSupply: 'Remplir la grille RGESN de chaque service et publier sa déclaration.',
  },
})
