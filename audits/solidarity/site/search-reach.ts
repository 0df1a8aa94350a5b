import { defineSiteAudit } from '#lib/define'
import { ownCheck, rgaaTests } from '../../own-check.ts'
import { sampleLimits } from '../../site-check.ts'
import { reachOf } from '../../way-reach.ts'

export default defineSiteAudit({
  method: 2,
  ...ownCheck,
  needs: ['navigation'],
  references: rgaaTests('12.5.1', '12.5.2', '12.5.3'),
  text: {
    title: 'Accès à la recherche',
    failing: 'La recherche ne s’atteint pas de la même façon sur toutes les pages.',
    why: 'Chercher un mot est souvent le plus court chemin : on doit retrouver la recherche là où on l’a laissée.',
    mend: 'Mettre la recherche dans le gabarit, au même endroit de toutes les pages.',
  },
  limits: ['La recherche est reconnue à son rôle, à son type de champ ou à ses mots : un bouton qui n’est qu’une image sans nom n’est pas vu.', 'Une recherche propre à une page (un catalogue, un agenda) n’a pas à être partout : c’est une piste.', ...sampleLimits],
  judge: (pages) => reachOf({ kind: 'search', ownRole: 'search', criterion: '12.5', name: 'le moteur de recherche' }, pages),
})
