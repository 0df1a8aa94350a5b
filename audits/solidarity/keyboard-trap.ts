import { defineAudit } from '#lib/define'
import { ownCheck, ownVerdict, passIsNoProof, rgaaTests } from '../own-check.ts'

export default defineAudit({
  method: 1,
  ...ownCheck,
  needs: ['keyboard'],
  references: rgaaTests('12.9.1'),
  text: {
    title: 'Piège au clavier',
    failing: 'Au clavier, on n’a pas pu sortir d’une partie de la page.',
    why: 'Qui n’a pas de souris doit alors fermer la page, et perd ce qui était commencé.',
    mend: 'Laisser la touche Tab suivre son cours, et la touche Échap fermer ce qui s’est ouvert.',
  },
  limits: ['Une visite parcourt les 24 premiers arrêts de la touche Tab, puis essaie Échap et Maj + Tab ; une autre sortie peut exister : c’est une piste.', 'Une fenêtre de dialogue qui garde le focus n’est pas signalée, et l’intérieur des cadres n’est pas parcouru.', passIsNoProof],
  judge({ keyboard: { stops, ended, trap } }) {
    const places = trap.map(({ selector }) => selector).join(', ').slice(0, 150)
    const doubtful = ended === 'trap' ? [{ test: '12.9.1', selector: trap[0]?.selector ?? 'body', message: `les touches Tab, Maj + Tab et Échap n’ont pas permis de sortir de cet endroit (${places}).` }] : []
    return ownVerdict(stops > 0, { doubtful })
  },
})
