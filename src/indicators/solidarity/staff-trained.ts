import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  theme: 'se-former',
  unit: 'count',
  direction: 'up',
  smallest: 5,
  references: [{ standard: 'law', id: 'Loi 2021-1485 (REEN), article 35' }, { standard: 'law', id: 'Décret 2022-1084' }],
  targetStyle: 'ladder',
  formula: 'agents qui ont terminé une formation',
  counts: { sum: 'training.staff' },
  text: {
    question: 'Les agents sont-ils formés au numérique responsable ?',
    title: 'Agents formés au numérique responsable',
    answer: '{value} {value, plural, one {agent a terminé une formation} other {agents ont terminé une formation}} en {period}.',
    says: ['Combien d’agents ont suivi une formation jusqu’au bout.'],
    doesNotSay: ['Ce que la formation a changé dans leur travail.'],
    method: ['Agents qui ont terminé une formation dans l’année, d’après le registre des formations.', 'Une personne qui suit deux formations compte deux fois : aucun nom n’est lu.'],
    perimeter: 'Agents de la collectivité',
    holder: 'Direction des ressources humaines',
    howToSupply: 'Tenir le registre des formations : année, public (agents), commencés, terminés.',
  },
})
