import { defineAudit } from '#lib/define'
import { ownCheck, ownVerdict, passIsNoProof, rgaaTests } from '../own-check.ts'

export default defineAudit({
  method: 1,
  ...ownCheck,
  needs: ['keyboard'],
  references: rgaaTests('10.7.1'),
  text: {
    title: 'Focus visible',
    failing: 'Au clavier, on ne voit pas où l’on est.',
    why: 'Qui se déplace avec la touche Tab doit voir quel lien ou quel bouton va répondre.',
    mend: 'Ne pas retirer le contour du navigateur, ou en dessiner un autre avec :focus-visible, d’au moins 2 pixels et bien contrasté.',
  },
  limits: ['Une visite parcourt les 24 premiers arrêts de la touche Tab et compare l’élément avec et sans le focus, par ses styles puis par une image.', 'Un changement à un autre endroit de la page n’est pas vu : c’est une piste, à confirmer au clavier.', passIsNoProof],
  judge({ keyboard: { stops, unmarked } }) {
    return ownVerdict(stops > 0, { doubtful: unmarked.map(({ selector }) => ({ test: '10.7.1', selector, message: 'rien ne change à l’écran quand cet élément reçoit le focus.' })) })
  },
})
