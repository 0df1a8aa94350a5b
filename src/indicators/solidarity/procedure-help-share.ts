import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOL-06',
  theme: 'trouver-de-l-aide',
  unit: '%',
  direction: 'down',
  targetStyle: 'watch',
  smallest: 10,
  formula: 'aides aux démarches / toutes les aides',
  counts: { part: 'help.procedure-sessions', whole: 'help.sessions' },
  text: {
    question: 'Pourquoi vient-on demander de l’aide ?',
    title: 'Part des aides qui portent sur une démarche administrative',
    answer: '{value} des {n} aides portaient sur une démarche administrative en {period}.',
    says: ['Si les démarches en ligne restent difficiles sans aide.'],
    doesNotSay: ['Quelle démarche est en cause : la satisfaction par démarche le dira.'],
    method: ['Accompagnements sur une démarche en ligne, divisés par tous les accompagnements.', 'Une baisse peut dire des démarches plus simples, ou moins d’aide offerte.'],
    perimeter: 'Lieux qui enregistrent leur activité',
    holder: 'Coordination de la médiation numérique',
    howToSupply: 'Exporter les statistiques de la Coop de la médiation numérique.',
  },
})
