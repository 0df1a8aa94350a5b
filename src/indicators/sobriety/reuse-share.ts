import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOB-08',
  theme: 'seconde-vie',
  unit: '%',
  direction: 'up',
  targetStyle: 'legal-floor',
  smallest: 10,
  formula: 'appareils orientés vers le réemploi / appareils sortis de moins de dix ans',
  references: [{ standard: 'law', id: 'Loi 2021-1485 (REEN), article 16' }, { standard: 'law', id: 'Décret 2023-266' }],
  counts: { part: 'disposals.reused', whole: 'disposals.retired' },
  text: {
    question: 'Nos anciens appareils ont-ils une seconde vie ?',
    title: 'Part des appareils sortis orientés vers le réemploi',
    answer: 'En {period}, {value} des {n} appareils sortis ont été donnés ou vendus pour resservir.',
    says: ['La part des appareils de moins de dix ans qui resservent ailleurs.'],
    doesNotSay: ['Ce que l’appareil devient ensuite chez qui le reçoit.'],
    method: ['Appareils donnés ou vendus pour resservir, divisés par les appareils sortis de moins de dix ans.', 'Seul un transfert signé compte ; un appareil compte une fois, chez la collectivité ou chez son partenaire.'],
    perimeter: 'Appareils sortis du parc dans l’année',
    holder: 'Responsable du parc informatique',
    howToSupply: 'Tenir un registre des sorties : date, catégorie, destination, bordereau.',
  },
})
