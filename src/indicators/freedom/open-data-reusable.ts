import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  theme: 'donnees-ouvertes',
  unit: '%',
  direction: 'up',
  smallest: 10,
  targetStyle: 'ladder',
  formula: 'jeux réutilisables / jeux',
  counts: { part: 'open-data.reusable', whole: 'open-data.datasets' },
  text: {
    question: 'Peut-on réutiliser nos données ?',
    title: 'Part des jeux de données sous licence ouverte, dans un format ouvert',
    answer: '{value} des {n} jeux de données se réutilisent librement en {period}.',
    says: ['Si chacun peut reprendre les données sans demander ni acheter un logiciel.'],
    doesNotSay: ['Si les données sont à jour : un autre chiffre le dit.'],
    method: ['Jeux qui ont à la fois une licence ouverte et un format ouvert, divisés par les jeux publiés.', 'Une licence absente n’est pas une licence ouverte.'],
    perimeter: 'Portail de données ouvertes',
    holder: 'Administration des données',
    howToSupply: 'Indiquer l’adresse du portail (Opendatasoft, data.gouv.fr ou DCAT).',
  },
})
