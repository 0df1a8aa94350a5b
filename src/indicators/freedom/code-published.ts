import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'LIB-03',
  theme: 'logiciels-libres',
  unit: 'count',
  direction: 'up',
  targetStyle: 'ladder',
  formula: 'dépôts publics avec licence, notice et activité',
  counts: { sum: 'code.repositories' },
  text: {
    question: 'Partageons-nous notre code ?',
    title: 'Codes et documentations publiés pour être réemployés',
    answer: '{value} {value, plural, one {dépôt public est réemployable} other {dépôts publics sont réemployables}} en {period}.',
    says: ['Combien de codes une autre collectivité peut reprendre.'],
    doesNotSay: ['Si quelqu’un les a repris.'],
    method: ['Dépôts publics qui ont une licence, une notice et une activité depuis vingt-quatre mois.', 'Un dépôt sans licence ne se réemploie pas : il ne compte pas.'],
    perimeter: 'Comptes publics de la collectivité',
    holder: 'Direction du numérique',
    howToSupply: 'Donner la liste des comptes publics où le code est déposé.',
  },
})
