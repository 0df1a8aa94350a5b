import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  theme: 'se-former',
  unit: 'count',
  direction: 'up',
  smallest: 5,
  references: [{ standard: 'law', id: 'Loi 2021-1485 (REEN), article 35' }, { standard: 'law', id: 'Décret 2022-1084' }],
  targetStyle: 'ladder',
  formula: 'élus qui ont terminé une formation',
  counts: { sum: 'training.elected' },
  text: {
    question: 'Les élus sont-ils formés au numérique responsable ?',
    title: 'Élues et élus formés au numérique responsable',
    answer: '{value} {value, plural, one {élue ou élu a terminé une formation} other {élues et élus ont terminé une formation}} en {period}.',
    says: ['Combien d’élues et d’élus ont suivi une formation jusqu’au bout.'],
    doesNotSay: ['Les votes : ils se lisent dans les délibérations.'],
    method: ['Élues et élus qui ont terminé une formation dans l’année, d’après le registre des formations.', 'Sous cinq personnes, le nombre n’est pas publié.'],
    perimeter: 'Conseils de la collectivité',
    holder: 'Secrétariat des assemblées',
    howToSupply: 'Tenir le registre des formations : année, public (élus), commencés, terminés.',
  },
})
