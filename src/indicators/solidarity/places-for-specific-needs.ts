import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOL-08',
  theme: 'trouver-de-l-aide',
  unit: '%',
  direction: 'up',
  targetStyle: 'ladder',
  smallest: 10,
  formula: 'lieux qui disent une prise en charge spécifique / lieux lisibles',
  references: [{ standard: 'law', id: 'Loi 2005-102' }],
  counts: { part: 'help.places-specific', whole: 'help.places-valid' },
  text: {
    question: 'Les lieux d’aide accueillent-ils tout le monde ?',
    title: 'Part des lieux qui annoncent un accueil adapté',
    answer: '{value} des {n} lieux annoncent un accueil adapté en {period}.',
    says: ['Combien de lieux annoncent un accueil : surdité, handicap moteur, mental ou visuel, illettrisme, langues.'],
    doesNotSay: ['Que les autres n’accueillent pas : une case vide veut dire inconnu.'],
    method: ['Lieux dont la fiche dit au moins une prise en charge spécifique, divisés par les fiches lisibles.', 'Une case vide n’est pas un non.'],
    perimeter: 'Territoire de l’intercommunalité',
    holder: 'Coordination de la médiation numérique',
    howToSupply: 'Remplir « prise_en_charge_specifique » dans la fiche de chaque lieu.',
  },
})
