import { defineSiteAudit } from '#lib/define'
import { ownCheck, rgaaTests } from '../../own-check.ts'
import { sampleLimits } from '../../site-check.ts'
import { reachOf } from '../../way-reach.ts'

export default defineSiteAudit({
  method: 2,
  ...ownCheck,
  needs: ['navigation'],
  references: rgaaTests('12.4.1', '12.4.2', '12.4.3'),
  text: {
    title: 'Accès au plan du site',
    failing: 'Le plan du site ne s’atteint pas de la même façon sur toutes les pages.',
    why: 'Qui est perdu cherche le plan là où il était : au même endroit, sur toutes les pages.',
    mend: 'Mettre le lien vers le plan du site dans le gabarit, au même endroit de toutes les pages.',
  },
  limits: ['Le lien est reconnu à ses mots (« Plan du site »). Sa place est comparée au contenu principal ; un écart plus fin n’est pas vu.', ...sampleLimits],
  judge: (pages) => reachOf({ kind: 'site-map', ownRole: 'sitemap', criterion: '12.4', name: 'le lien vers le plan du site' }, pages),
})
