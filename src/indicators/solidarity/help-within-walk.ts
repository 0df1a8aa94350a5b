import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOL-03',
  theme: 'trouver-de-l-aide',
  unit: '%',
  direction: 'up',
  freshDays: 800,
  targetStyle: 'ladder',
  formula: 'habitants à moins de 1 km d’un lieu / habitants',
  counts: { part: 'help.residents-near', whole: 'help.residents' },
  text: {
    question: 'Peut-on y aller à pied ?',
    title: 'Part des habitants à moins de quinze minutes à pied d’un lieu d’aide',
    answer: '{value} des habitants ont un lieu d’aide à quinze minutes à pied en {period}.',
    says: ['Si l’aide est proche de ceux qui y habitent.'],
    doesNotSay: ['Le vrai chemin : la distance est comptée à vol d’oiseau.'],
    method: ['Habitants des carreaux de 200 mètres dont le centre est à moins d’un kilomètre d’un lieu ouvert.', 'Les quartiers prioritaires se lisent à part.'],
    perimeter: 'Territoire de l’intercommunalité',
    holder: 'Service d’information géographique',
    howToSupply: 'Croiser la carte des lieux avec les carreaux de population de l’Insee.',
  },
})
