import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  theme: 'egalite',
  unit: '%',
  direction: 'up',
  smallest: 10,
  targetStyle: 'watch',
  formula: 'femmes / personnes dont le genre est déclaré',
  counts: { part: 'training.women', whole: 'training.gender-known' },
  text: {
    question: 'Les parcours numériques sont-ils ouverts aux femmes ?',
    title: 'Part de femmes dans les parcours et formations',
    answer: '{value} des {n} personnes au genre déclaré sont des femmes en {period}.',
    says: ['La place des femmes parmi les personnes qui commencent un parcours.'],
    doesNotSay: ['Pourquoi d’autres ne sont pas venues.'],
    method: ['Femmes, comme chaque personne s’est déclarée, divisées par les personnes dont le genre est déclaré.', 'Le nombre n’est pas écrit s’il laissait deviner moins de cinq personnes.'],
    perimeter: 'Parcours et formations recensés',
    holder: 'Mission égalité',
    howToSupply: 'Ajouter au registre des formations les colonnes « femmes » et « genre déclaré ».',
  },
})
