import { defineAudit } from '#lib/define'
import { ownCheck, ownVerdict, passIsNoProof, rgaaTests } from '../own-check.ts'

export default defineAudit({
  method: 1,
  ...ownCheck,
  needs: ['structure', 'text'],
  references: rgaaTests('9.2.1'),
  text: {
    title: 'Zones de la page',
    failing: 'La zone du contenu principal n’est pas balisée, ou l’est plusieurs fois.',
    why: 'Les balises main, header, nav et footer permettent d’aller droit au contenu sans écouter tout ce qui l’entoure.',
    mend: 'Entourer le contenu propre à la page d’un seul main, l’en-tête de header, les menus de nav et le pied de footer.',
  },
  limits: ['Seules les pages en HTML5 sont concernées, comme le dit le RGAA.', 'Une page peut n’avoir ni en-tête, ni menu, ni pied : leur absence est à vérifier.', passIsNoProof],
  judge({ structure: { html5, regions }, text: { visibleText } }) {
    const { main, roleMain, header, nav, footer } = regions
    const proven = main > 1 ? [{ test: '9.2.1', message: `La page montre ${main} zones de contenu principal (main).` }]
      : main === 0 && roleMain === 0 ? [{ test: '9.2.1', message: 'Aucune zone de contenu principal (main) n’est balisée.' }] : []
    const role = main === 0 && roleMain > 0 ? [{ test: '9.2.1', message: 'le contenu principal est annoncé par un rôle, sans la balise main.' }] : []
    const missing = ([[header, 'd’en-tête (header)'], [nav, 'de navigation (nav)'], [footer, 'de pied de page (footer)']] as const)
      .filter(([count]) => count === 0).map(([, words]) => ({ test: '9.2.1', message: `aucune zone ${words} n’est balisée.` }))
    return ownVerdict(html5 && visibleText.trim() !== '', { proven, doubtful: [...role, ...missing] })
  },
})
