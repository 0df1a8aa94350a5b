import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOL-02',
  theme: 'trouver-de-l-aide',
  unit: '%',
  direction: 'up',
  cadence: 'month',
  targetStyle: 'ladder',
  smallest: 10,
  formula: 'fiches de moins de douze mois / fiches lisibles',
  counts: { part: 'help.fresh-records', whole: 'help.records' },
  text: {
    question: 'La carte de l’aide est-elle à jour ?',
    title: 'Part des fiches de lieux mises à jour depuis moins de douze mois',
    answer: '{value} des {n} fiches ont été mises à jour depuis moins de douze mois.',
    says: ['Si l’on peut se fier à la carte avant de se déplacer.'],
    doesNotSay: ['Si l’horaire affiché est tenu ce jour-là.'],
    method: ['Fiches dont la date de mise à jour a moins de douze mois, divisées par les fiches lisibles.', 'Une fiche sans date ne compte pas comme récente.'],
    perimeter: 'Territoire de l’intercommunalité',
    holder: 'Coordination de la médiation numérique',
    howToSupply: 'Remplir « date_maj » de chaque lieu, au format 2026-11-22.',
  },
})
