import { defineDeclared } from '#lib/publish/declared-indicator'

export default defineDeclared({
  theme: 'comprendre-solidarite',
  unit: 't',
  direction: 'context',
  references: [{ standard: 'law', id: 'Loi 2021-1485 (REEN), article 35' }, { standard: 'law', id: 'Décret 2022-1084' }],
  targetStyle: 'none',
  formula: 'gaz à effet de serre des usages numériques du territoire',
  counts: { sum: 'territory.digital-uses-carbon' },
  text: {
    question: 'Quel est le poids du numérique des habitants et des entreprises ?',
    title: 'Empreinte estimée des usages numériques du territoire',
    answer: 'L’empreinte des usages numériques du territoire est estimée à {value} pour {period}.',
    says: ['Un ordre de grandeur pour tout le territoire, dans une étude nommée.'],
    doesNotSay: ['L’empreinte de la collectivité : elle se lit à part et ne s’y ajoute pas.'],
    method: ['Total d’une étude du territoire : terminaux, réseaux et centres de données qui servent les usages.', 'Le chiffre est celui de l’étude, avec son modèle ; Trèfle ne l’estime pas à sa place.'],
    perimeter: 'Habitants, entreprises et services du territoire',
    holder: 'Mission transition écologique',
    howToSupply: 'Faire estimer l’empreinte des usages du territoire et donner l’étude.',
  },
})
