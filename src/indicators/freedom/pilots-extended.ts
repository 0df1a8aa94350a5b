import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  theme: 'communes',
  unit: 'count',
  direction: 'up',
  targetStyle: 'ladder',
  formula: 'expérimentations étendues à d’autres communes',
  counts: { sum: 'cooperation.pilots-extended' },
  text: {
    question: 'Les essais profitent-ils aux autres communes ?',
    title: 'Expérimentations étendues à d’autres communes',
    answer: '{value} {value, plural, one {expérimentation a été étendue à d’autres communes} other {expérimentations ont été étendues à d’autres communes}} en {period}.',
    says: ['Combien d’essais ont servi à d’autres.'],
    doesNotSay: ['Que les essais arrêtés étaient inutiles : un essai sert aussi à renoncer.'],
    method: ['Services marqués « étendu » au catalogue partagé : essayés dans une commune, puis repris par une autre.', 'Un service qui en est resté à l’essai ne compte pas.'],
    perimeter: 'Communes de l’intercommunalité',
    holder: 'Service mutualisé du numérique',
    howToSupply: 'Tenir le catalogue des services partagés : service, commune, étape (essai, en service ou étendu), dates.',
  },
})
