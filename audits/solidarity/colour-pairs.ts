import { defineAudit } from '#lib/define'
import { ownCheck, ownVerdict, passIsNoProof, rgaaTests } from '../own-check.ts'

const words = {
  colour: ['10.5.1', 'la couleur de ce texte est fixée, et aucune couleur de fond ne l’est'],
  background: ['10.5.2', 'une couleur de fond est fixée, et la couleur du texte ne l’est pas'],
  image: ['10.5.3', 'une image de fond est posée sous ce texte, et aucune couleur de fond ne la remplace quand elle manque'],
} as const

export default defineAudit({
  method: 1,
  ...ownCheck,
  needs: ['styles'],
  references: rgaaTests('10.5.1', '10.5.2', '10.5.3'),
  text: {
    title: 'Couleurs du texte et du fond',
    failing: 'Une couleur est fixée sans celle qui va avec.',
    why: 'Une personne qui choisit ses propres couleurs peut se retrouver devant un texte de la même teinte que le fond.',
    mend: 'Fixer ensemble, sur body par exemple, color et background-color ; donner une couleur de fond à tout bloc qui a une image de fond.',
  },
  limits: ['Les feuilles de style sont lues règle par règle, un quart de seconde au plus ; ce qui n’a pas pu être lu n’est pas signalé.', 'Une déclaration lue ne dit pas ce qu’une personne verra avec ses propres réglages : c’est une piste.', passIsNoProof],
  judge({ styles: { rules, complete, loneColours } }) {
    if (!complete) return { outcome: 'to-verify', measure: null, findings: [{ message: 'À vérifier : les feuilles de style n’ont pas pu être lues en entier.', references: rgaaTests('10.5.1') }] }
    const doubtful = loneColours.map(({ declared, selector, text }) => ({ test: words[declared][0], selector, message: `${words[declared][1]} : « ${text.slice(0, 60)} ».` }))
    return ownVerdict(rules > 0 || loneColours.length > 0, { doubtful })
  },
})
