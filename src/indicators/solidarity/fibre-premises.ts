import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  theme: 'acces',
  unit: '%',
  direction: 'up',
  cadence: 'month',
  freshDays: 200,
  smallest: 10,
  targetStyle: 'watch',
  formula: 'locaux raccordables / locaux',
  counts: { part: 'access.fibre-premises', whole: 'access.premises' },
  text: {
    question: 'Peut-on avoir la fibre partout ?',
    title: 'Part des locaux raccordables à la fibre',
    answer: '{value} des {n} locaux peuvent être raccordés à la fibre en {period}.',
    says: ['Si un abonnement à la fibre est possible à cette adresse, selon l’Arcep.'],
    doesNotSay: ['Que le logement est raccordé, ni que l’abonnement est payable par tous.'],
    method: ['Locaux raccordables divisés par les locaux, dans les communes du territoire, au trimestre publié.', 'Un local est un logement ou une entreprise : ce ne sont pas des habitants.'],
    perimeter: 'Communes du territoire',
    holder: 'Mission aménagement numérique',
    howToSupply: 'Donner le fichier trimestriel de l’Arcep, « Ma connexion internet », par commune.',
  },
})
