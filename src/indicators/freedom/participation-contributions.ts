import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  theme: 'participer',
  unit: 'count',
  direction: 'context',
  targetStyle: 'none',
  formula: 'contributions déposées',
  counts: { sum: 'participation.contributions' },
  text: {
    question: 'Que disent les personnes qui participent ?',
    title: 'Contributions déposées sur la plateforme',
    answer: '{value} {value, plural, one {contribution a été déposée} other {contributions ont été déposées}} en {period}.',
    says: ['Combien d’avis, d’idées et de commentaires ont été écrits.'],
    doesNotSay: ['Combien de personnes les ont écrits, ni ce qu’elles sont devenues.'],
    method: ['Contributions de toutes les consultations de l’année, d’après les totaux de la plateforme.', 'Les signatures de pétitions se comptent à part.'],
    perimeter: 'Plateforme de participation',
    holder: 'Mission participation citoyenne',
    howToSupply: 'Exporter chaque mois les totaux de la plateforme.',
  },
})
