import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  catalogue: 'LIB-14',
  theme: 'vie-privee',
  unit: '%',
  direction: 'up',
  targetStyle: 'ladder',
  smallest: 10,
  formula: 'demandes répondues dans le délai / demandes closes',
  references: [{ standard: 'law', id: 'RGPD, article 12, paragraphe 3' }],
  counts: { part: 'rights.on-time', whole: 'rights.closed' },
  text: {
    question: 'Répond-on à temps sur les données personnelles ?',
    title: 'Part des demandes de droits traitées dans le délai',
    answer: '{value} des {n} demandes closes ont été traitées dans le délai.',
    says: ['Si les demandes d’accès, de rectification ou d’effacement sont traitées à temps.'],
    doesNotSay: ['Ce que contenaient les demandes.'],
    method: ['Demandes répondues en un mois, ou dans un délai prolongé et justifié, divisées par les demandes closes.', 'Seuls des totaux sont publiés.'],
    perimeter: 'Demandes reçues par la collectivité',
    holder: 'Délégué à la protection des données',
    howToSupply: 'Tirer du registre des demandes deux totaux par an : closes, et dans le délai.',
  },
})
