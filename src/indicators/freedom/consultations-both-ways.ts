import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  theme: 'participer',
  unit: '%',
  direction: 'up',
  smallest: 10,
  targetStyle: 'ladder',
  formula: 'consultations en ligne et sur place / consultations ouvertes',
  counts: { part: 'participation.online-and-on-site', whole: 'participation.opened' },
  text: {
    question: 'Peut-on participer sans Internet ?',
    title: 'Part des consultations ouvertes en ligne et sur place',
    answer: '{value} des {n} consultations ouvertes l’étaient en ligne et sur place en {period}.',
    says: ['Si l’on pouvait aussi donner son avis en réunion, au guichet ou sur papier.'],
    doesNotSay: ['Combien de personnes sont venues par chaque voie.'],
    method: ['Consultations ouvertes à la fois en ligne et sur place, divisées par les consultations ouvertes.', 'Une simple réunion d’information n’est pas une voie pour répondre.'],
    perimeter: 'Consultations de la collectivité',
    holder: 'Mission participation citoyenne',
    howToSupply: 'Ajouter aux totaux de la plateforme la colonne « nb_en_ligne_et_sur_place ».',
  },
})
