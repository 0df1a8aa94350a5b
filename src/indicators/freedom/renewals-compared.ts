import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'LIB-02',
  theme: 'logiciels-libres',
  unit: '%',
  direction: 'up',
  targetStyle: 'ladder',
  smallest: 10,
  formula: 'renouvellements avec une option libre étudiée / renouvellements',
  references: [{ standard: 'law', id: 'Loi 2016-1321, article 16' }],
  counts: { part: 'software.renewals-compared', whole: 'software.renewals' },
  text: {
    question: 'Étudions-nous une solution libre à chaque fois ?',
    title: 'Part des renouvellements où une option libre a été étudiée',
    answer: '{value} des {n} renouvellements ont comparé une option libre.',
    says: ['Si la question du libre est posée par écrit à chaque achat.'],
    doesNotSay: ['Combien de fois l’option libre a été choisie : c’est une autre série.'],
    method: ['Achats ou renouvellements avec une comparaison écrite, divisés par tous.', 'Privilégier n’est pas imposer : étudié et choisi se comptent à part.'],
    perimeter: 'Achats de logiciels de la collectivité',
    holder: 'Responsable des achats',
    howToSupply: 'Noter à chaque achat de logiciel si une option libre a été comparée.',
  },
})
