import { defineAudit } from '#lib/define'
import { ownCheck, ownVerdict, passIsNoProof, rgaaTests } from '../own-check.ts'

export default defineAudit({
  method: 1,
  ...ownCheck,
  needs: ['structure'],
  references: rgaaTests('2.1.1'),
  text: {
    title: 'Titre des cadres',
    failing: 'Un cadre affiché n’a pas d’attribut title.',
    why: 'Un lecteur d’écran annonce un cadre par son titre : sans lui, on ne sait pas s’il faut y entrer.',
    mend: 'Ajouter à chaque iframe un attribut title qui dit ce qu’elle contient : title="Plan du quartier".',
  },
  limits: ['Les cadres de moins de 3 pixels et ceux que la page cache aux lecteurs d’écran ne sont pas regardés.', 'Le RGAA demande l’attribut title ; aria-label seul ne suffit pas.', passIsNoProof],
  judge({ structure: { frames } }) {
    const proven = frames.filter(({ title }) => title === null).map(({ selector, address }) => ({ test: '2.1.1', message: 'Ce cadre n’a pas d’attribut title.', selector, ...(address ? { url: address } : {}) }))
    return ownVerdict(frames.length > 0, { proven })
  },
})
