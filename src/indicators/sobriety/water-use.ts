import { defineYearRatio } from '#lib/energy/year-ratio'

export default defineYearRatio({
  catalogue: 'SOB-16',
  theme: 'serveurs',
  unit: 'L/kWh',
  direction: 'down',
  targetStyle: 'watch',
  formula: 'eau entrée dans la salle / énergie informatique',
  references: [{ standard: 'law', id: 'Règlement délégué (UE) 2024/1364, annexe III' }],
  counts: { part: 'water.room', whole: 'energy.it-year' },
  metered: 'it',
  text: {
    question: 'Nos serveurs boivent-ils de l’eau ?',
    title: 'Eau par kilowattheure informatique (WUE)',
    answer: 'En {period}, chaque kWh informatique a demandé {value} d’eau.',
    says: ['L’eau que demande le refroidissement de la salle.'],
    doesNotSay: ['L’eau qu’il a fallu pour produire l’électricité.'],
    method: ['Eau entrée dans la salle sur l’année, divisée par l’énergie des équipements informatiques : déclarée, ou relevée à 95 % au moins.', 'Zéro et « pas mesuré » sont deux réponses différentes ; un refroidissement sec se déclare sans objet.'],
    perimeter: 'Salles serveurs de la collectivité',
    holder: 'Responsable de la salle serveurs',
    howToSupply: 'Relever le compteur d’eau de la salle, ou écrire qu’elle est refroidie à sec.',
  },
})
