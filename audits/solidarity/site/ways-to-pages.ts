import { defineSiteAudit } from '#lib/define'
import { ownCheck, ownVerdict, rgaaTests } from '../../own-check.ts'
import { marksOf, sampleLimits } from '../../site-check.ts'

const ways = [['menu', 'menu', 'un menu'], ['site-map', 'sitemap', 'un plan du site'], ['search', 'search', 'une recherche']] as const

export default defineSiteAudit({
  method: 1,
  ...ownCheck,
  needs: ['navigation'],
  references: rgaaTests('12.1.1'),
  text: {
    title: 'Deux façons de trouver une page',
    failing: 'Un seul moyen de trouver une page du site a été reconnu.',
    why: 'Certains cherchent un mot, d’autres parcourent un menu ou un plan : celui qui bute sur l’un doit pouvoir prendre l’autre.',
    mend: 'Offrir au moins deux moyens parmi un menu, un plan du site et une recherche.',
  },
  limits: ['Un menu est reconnu à sa balise nav, un plan du site et une recherche à leurs mots ou à leur rôle : un autre balisage n’est pas vu, ce n’est donc qu’une piste.', 'Un site de quelques pages, toutes liées depuis l’accueil, n’a pas besoin de deux moyens.', ...sampleLimits],
  judge(pages) {
    const found = ways.filter(([kind, role]) => pages.some((page) => page.role === role || marksOf(page, kind).length > 0))
    const words = found.length === 0 ? 'aucun menu, plan du site ni recherche n’a été reconnu.' : `un seul moyen de trouver une page a été reconnu : ${found.map(([, , name]) => name).join('')}.`
    return ownVerdict(pages.length > 1, { doubtful: found.length < 2 ? [{ test: '12.1.1', message: words }] : [] })
  },
})
