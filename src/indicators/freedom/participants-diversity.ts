import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'LIB-07',
  theme: 'participer',
  unit: '%',
  direction: 'down',
  targetStyle: 'watch',
  smallest: 100,
  formula: 'demi-somme des écarts entre les parts des participants et du recensement',
  counts: { value: 'participation.diversity-gap', n: 'participation.diversity-answers' },
  text: {
    question: 'Qui manque parmi les participants ?',
    title: 'Écart entre les participants et la population',
    answer: 'L’écart est de {value} en {period}, d’après {n} {n, plural, one {réponse volontaire} other {réponses volontaires}}.',
    says: ['Si les âges et les quartiers des participants ressemblent à la population.'],
    doesNotSay: ['Ce que vaut un avis : chaque voix compte.'],
    method: ['Moitié de la somme des écarts entre les parts des participants et celles du recensement.', 'Réponses volontaires, en totaux ; rien n’est déduit d’un nom.'],
    perimeter: 'Plateforme de participation',
    holder: 'Mission participation citoyenne',
    howToSupply: 'Proposer un court questionnaire volontaire et n’en garder que les totaux.',
  },
})
