import { defineYearRatio } from '#lib/energy/year-ratio'

export default defineYearRatio({
  catalogue: 'SOB-17',
  theme: 'serveurs',
  unit: 'ratio',
  direction: 'up',
  targetStyle: 'ladder',
  formula: 'énergie renouvelable / énergie totale',
  references: [{ standard: 'law', id: 'Règlement délégué (UE) 2024/1364, annexe III' }],
  counts: { part: 'energy.renewable', whole: 'energy.room-year' },
  metered: 'room',
  atMost: { value: 1, words: 'REF plafonné à 1 (EN 50600-4-3)' },
  text: {
    question: 'D’où vient l’électricité de nos serveurs ?',
    title: 'Part d’énergie renouvelable de la salle serveurs (REF)',
    answer: 'En {period}, la part renouvelable déclarée est de {value}, de 0 à 1.',
    says: ['La part d’énergie renouvelable produite sur place ou couverte par des garanties d’origine.'],
    doesNotSay: ['Un carbone plus bas : l’électricité vient du même réseau que celle de tous.'],
    method: ['Énergie renouvelable déclarée, divisée par l’énergie de la salle dans l’année : déclarée, ou relevée à 95 % au moins. Plafonnée à 1.', 'Sur place, contrat direct et garanties d’origine se déclarent séparément.'],
    perimeter: 'Salles serveurs de la collectivité',
    holder: 'Responsable de l’énergie',
    howToSupply: 'Fournir l’attestation du fournisseur pour l’année.',
  },
})
