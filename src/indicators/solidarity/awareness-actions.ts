import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  theme: 'se-former',
  unit: 'count',
  direction: 'context',
  references: [{ standard: 'law', id: 'Loi 2021-1485 (REEN), article 35' }, { standard: 'law', id: 'Décret 2022-1084' }],
  targetStyle: 'none',
  formula: 'actions de sensibilisation tenues',
  counts: { sum: 'awareness.actions' },
  text: {
    question: 'Que fait-on pour faire connaître le numérique responsable ?',
    title: 'Actions de sensibilisation tenues',
    answer: '{value} {value, plural, one {action de sensibilisation a été tenue} other {actions de sensibilisation ont été tenues}} en {period}.',
    says: ['Combien d’ateliers, de semaines et de rencontres ont vraiment eu lieu.'],
    doesNotSay: ['Combien de personnes ont changé une habitude.'],
    method: ['Actions passées du registre des évènements, de type « sensibilisation ».', 'Une action annoncée et pas encore tenue ne compte pas.'],
    perimeter: 'Collectivité et partenaires',
    holder: 'Mission numérique responsable',
    howToSupply: 'Tenir le registre des évènements : date, titre, type, participants.',
  },
})
