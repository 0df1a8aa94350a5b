import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOB-19',
  theme: 'serveurs',
  unit: '%',
  direction: 'up',
  targetStyle: 'ladder',
  formula: 'kWh relevés / kWh relevés et estimés',
  references: [{ standard: 'law', id: 'Règlement délégué (UE) 2024/1364, annexe III' }],
  counts: { part: 'energy.it-metered', whole: 'energy.it-all' },
  text: {
    question: 'Quelle part de notre énergie est vraiment mesurée ?',
    title: 'Part de l’énergie informatique réellement mesurée',
    answer: 'En {period}, {value} de l’énergie informatique vient de vrais compteurs.',
    says: ['Ce que valent les autres chiffres d’énergie : c’est l’indicateur d’honnêteté de cette page.'],
    doesNotSay: ['Si l’énergie est bien employée.'],
    method: ['Kilowattheures relevés par un compteur, divisés par tous ceux du bilan, estimés compris.', 'Une mesure partielle d’un serveur, celle de son processeur par exemple, est une estimation.'],
    perimeter: 'Salles serveurs et équipements de la collectivité',
    holder: 'Responsable de la salle serveurs',
    howToSupply: 'Installer des outils de mesure sur les équipements et en tirer un relevé annuel.',
  },
})
