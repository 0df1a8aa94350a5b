import { defineAudit } from '#lib/define'
import { ownCheck, ownVerdict, passIsNoProof, rgaaTests } from '../own-check.ts'

export default defineAudit({
  method: 1,
  ...ownCheck,
  needs: ['styles'],
  references: rgaaTests('10.14.1'),
  text: {
    title: 'Contenus montrés au survol',
    failing: 'Un contenu n’apparaît qu’au passage de la souris.',
    why: 'Au clavier ou au doigt, il n’y a pas de survol : un sous-menu peut rester introuvable.',
    mend: 'Doubler chaque règle :hover d’une règle :focus-within, ou ouvrir le contenu par un bouton.',
  },
  limits: ['Le test lit les règles de style ; un script peut offrir un autre moyen d’ouvrir le contenu : c’est une piste.', passIsNoProof],
  judge({ styles: { hoverRules, hoverOnly } }) {
    return ownVerdict(hoverRules > 0, { doubtful: hoverOnly.map(({ selector, rule }) => ({ test: '10.14.1', selector, message: `ce contenu n’apparaît qu’au survol, par la règle « ${rule.slice(0, 120)} ».` })) })
  },
})
