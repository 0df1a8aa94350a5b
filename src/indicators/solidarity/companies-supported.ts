import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOL-19',
  theme: 'entreprises',
  unit: 'count',
  direction: 'context',
  targetStyle: 'none',
  smallest: 5,
  formula: 'entreprises aidées dans l’année',
  counts: { sum: 'business.supported' },
  text: {
    question: 'Combien de petites entreprises ont été aidées ?',
    title: 'Petites entreprises soutenues pour leur numérique',
    answer: '{value} {value, plural, one {entreprise a été soutenue} other {entreprises ont été soutenues}} en {period}.',
    says: ['Combien de petites entreprises ont reçu un diagnostic ou une aide.'],
    doesNotSay: ['Ce que l’aide a changé pour elles.'],
    method: ['Entreprises de moins de cinquante salariés, diagnostic et aide comptés à part.', 'L’aide moyenne vient du registre des subventions.'],
    perimeter: 'Entreprises du territoire',
    holder: 'Direction du développement économique',
    howToSupply: 'Exporter le registre des subventions (format ouvert national).',
  },
})
