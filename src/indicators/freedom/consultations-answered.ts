import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'LIB-06',
  theme: 'participer',
  unit: '%',
  direction: 'up',
  targetStyle: 'ladder',
  smallest: 10,
  formula: 'consultations closes avec réponse publiée / consultations closes',
  counts: { part: 'participation.answered', whole: 'participation.closed' },
  text: {
    question: 'Répondons-nous à celles et ceux qui participent ?',
    title: 'Part des consultations closes dont la réponse est publiée',
    answer: '{value} des {n} consultations closes ont reçu une réponse publiée.',
    says: ['Si chaque participation reçoit une réponse, dans les trois mois.'],
    doesNotSay: ['Si la réponse a convaincu.'],
    method: ['Consultations closes dont la réponse est publiée dans les trois mois, divisées par les consultations closes.', 'Les volets en ligne et sur place se comptent à part.'],
    perimeter: 'Consultations de la collectivité',
    holder: 'Mission participation citoyenne',
    howToSupply: 'Tenir la liste des consultations closes, avec l’adresse de la réponse.',
  },
})
