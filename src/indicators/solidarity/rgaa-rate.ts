import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'SOL-14',
  theme: 'accessibilite',
  unit: '%',
  direction: 'up',
  targetStyle: 'legal-floor',
  formula: 'moyenne des taux audités',
  references: [{ standard: 'law', id: 'Loi 2005-102, article 47' }, { standard: 'rgaa', id: '4.1.2' }],
  counts: { value: 'accessibility.rgaa-rate', n: 'accessibility.audited-sites' },
  text: {
    question: 'Nos sites sont-ils accessibles, d’après leurs audits ?',
    title: 'Taux moyen de conformité RGAA des sites audités',
    answer: 'Le taux moyen audité est de {value}, d’après {n} {n, plural, one {site} other {sites}}.',
    says: ['Ce que des auditeurs humains ont conclu, site par site.'],
    doesNotSay: ['Ce que voit le robot : des essais automatiques ne donnent jamais un taux.'],
    method: ['Moyenne des taux publiés dans les déclarations d’accessibilité.', 'Un site sans audit n’entre pas dans la moyenne ; il est compté à part.'],
    perimeter: 'Sites audités de la collectivité',
    holder: 'Référent accessibilité numérique',
    howToSupply: 'Publier la déclaration de chaque site après son audit.',
  },
})
