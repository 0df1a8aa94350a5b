import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOB-22',
  theme: 'piscines',
  unit: 'kg',
  direction: 'up',
  targetStyle: 'watch',
  formula: 'carbone évité − carbone ajouté par la solution',
  counts: { value: 'connected.net-balance' },
  text: {
    question: 'Une solution connectée gagne-t-elle plus qu’elle ne coûte ?',
    title: 'Bilan net annuel d’une solution connectée, en équivalent CO₂',
    answer: 'Le bilan net déclaré est de {value} d’équivalent CO₂ en {period}.',
    says: ['Ce qui reste de l’économie une fois comptés capteurs, réseau et serveurs.'],
    doesNotSay: ['Une baisse de l’empreinte de la collectivité : l’évité ne s’y soustrait pas.'],
    method: ['Carbone évité par l’économie d’énergie, moins celui de la solution sur sa vie.', 'La situation sans la solution est publiée avec le chiffre.'],
    perimeter: 'Solutions connectées de la collectivité',
    holder: 'Direction du numérique',
    howToSupply: 'Donner l’économie d’énergie, la liste des équipements ajoutés et leur durée de vie.',
  },
})
