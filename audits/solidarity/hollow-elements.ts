import { defineAudit } from '#lib/define'
import { ownCheck, ownVerdict, passIsNoProof, rgaaTests } from '../own-check.ts'

const words = {
  paragraph: 'Ce paragraphe est vide et ne sert qu’à espacer.',
  item: 'Cet élément de liste est vide et prend de la place.',
  quote: 'Cette citation ne contient aucun texte.',
  breaks: 'Plusieurs retours à la ligne se suivent et ne servent qu’à espacer.',
} as const

export default defineAudit({
  method: 1,
  ...ownCheck,
  needs: ['markup'],
  references: rgaaTests('8.9.1'),
  text: {
    title: 'Balises employées pour espacer',
    failing: 'Des balises vides ou répétées ne servent qu’à la mise en page.',
    why: 'Un lecteur d’écran annonce des paragraphes et des éléments de liste où il n’y a rien à lire.',
    mend: 'Retirer les paragraphes vides et les retours à la ligne en série ; espacer avec la feuille de style.',
  },
  limits: ['Un élément vide qui porte un identifiant, un rôle ou un fond n’est pas signalé : un script ou une feuille de style peut s’en servir.', passIsNoProof],
  judge({ markup: { hollow } }) {
    return ownVerdict(true, { proven: hollow.map(({ kind, selector }) => ({ test: '8.9.1', selector, message: words[kind] })) })
  },
})
