import { defineSiteAudit } from '#lib/define'
import { ownCheck, ownVerdict, rgaaTests } from '../../own-check.ts'
import { marksOf, movedMarks, pageOf, referencePage, sampleLimits } from '../../site-check.ts'

export default defineSiteAudit({
  method: 2,
  ...ownCheck,
  needs: ['navigation'],
  references: rgaaTests('12.2.1'),
  text: {
    title: 'Place des menus d’une page à l’autre',
    failing: 'Un menu n’est pas à la même place sur toutes les pages.',
    why: 'Qui ne voit qu’un coin de l’écran, ou écoute la page, retrouve un menu là où il l’a trouvé la première fois.',
    mend: 'Garder les menus au même endroit de l’écran et dans le même ordre dans le code de toutes les pages.',
  },
  limits: ['Un menu est reconnu à ses liens. Sa place est comparée au contenu principal (au-dessus, au-dessous, à gauche, à droite) ; un écart plus fin n’est pas vu.', 'La page d’accueil peut légitimement différer : c’est une piste.', ...sampleLimits],
  judge(pages) {
    const reference = referencePage(pages, (page) => marksOf(page, 'menu').length > 0)
    const others = pages.filter((page) => page !== reference && marksOf(page, 'menu').length > 0)
    const doubtful = reference === undefined ? [] : others.flatMap((page) => movedMarks(reference, page, 'menu').map(({ mark, place }) => ({
      test: '12.2.1', selector: mark.selector, ...pageOf(page),
      message: `${mark.name ? `le menu « ${mark.name.slice(0, 60)} »` : 'ce menu'} n’est pas ${place ? 'à la même place' : 'dans le même ordre dans le code'} que sur la page prise pour référence.`,
    })))
    return ownVerdict(others.length > 0, { doubtful })
  },
})
