import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOL-17',
  theme: 'accessibilite',
  unit: 'count',
  direction: 'up',
  targetStyle: 'ladder',
  formula: 'sites essayés avec des personnes handicapées depuis vingt-quatre mois',
  references: [{ standard: 'law', id: 'Loi 2005-102' }],
  counts: { sum: 'accessibility.user-reviews' },
  text: {
    question: 'Des personnes handicapées ont-elles essayé nos sites ?',
    title: 'Sites essayés par des personnes handicapées depuis deux ans',
    answer: '{value} {value, plural, one {site a été essayé} other {sites ont été essayés}} avec des personnes handicapées.',
    says: ['Combien de sites ont été essayés par les personnes les plus concernées.'],
    doesNotSay: ['Un taux RGAA : ces essais complètent l’audit, ils ne le remplacent pas.'],
    method: ['Sites essayés depuis vingt-quatre mois, avec la date et le nombre de blocages résolus.', 'Dire si les essais sont rémunérés.'],
    perimeter: 'Sites de la collectivité',
    holder: 'Référent accessibilité numérique',
    howToSupply: 'Tenir la liste des essais : site, date, blocages trouvés et résolus, sans nom.',
  },
})
