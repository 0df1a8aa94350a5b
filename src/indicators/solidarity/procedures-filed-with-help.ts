import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  theme: 'demarches',
  unit: '%',
  direction: 'context',
  smallest: 10,
  targetStyle: 'none',
  formula: 'dossiers déposés par un tiers / dossiers déposés',
  counts: { part: 'procedures.filed-by-helper', whole: 'procedures.filed' },
  text: {
    question: 'Qui a besoin d’aide pour déposer un dossier ?',
    title: 'Part des dossiers déposés par une autre personne',
    answer: '{value} des {n} dossiers ont été déposés par une autre personne en {period}.',
    says: ['La part de démarches qu’un proche, une association ou un agent a faites pour quelqu’un.'],
    doesNotSay: ['Si l’aide a été facile à trouver.'],
    method: ['Dossiers marqués « déposés par un tiers », divisés par les dossiers déposés dans l’année.', 'Rien d’autre du dossier n’est lu.'],
    perimeter: 'Démarches en ligne suivies',
    holder: 'Direction de la relation aux usagers',
    howToSupply: 'Donner les numéros des démarches à suivre et un jeton de lecture de Démarche numérique.',
  },
})
