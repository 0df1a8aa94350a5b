import { defineSiteAudit } from '#lib/define'
import { ownCheck, ownVerdict, rgaaTests } from '../../own-check.ts'
import { marksOf, referencePage, sampleLimits } from '../../site-check.ts'

/** What a server says of a page that is not there (RFC 9110, sections 15.5.5 and 15.5.11). */
const gone = [404, 410]

const bare = (address: string) => address.replace(/\/$/, '')

export default defineSiteAudit({
  method: 2,
  ...ownCheck,
  needs: ['navigation'],
  wants: ['siteMap'],
  references: rgaaTests('12.3.1', '12.3.2'),
  text: {
    title: 'Contenu du plan du site',
    failing: 'Un lien du plan du site ne mène à aucune page.',
    why: 'Le plan est le dernier recours de qui ne trouve pas : un lien mort ou une rubrique oubliée y ferment le chemin.',
    mend: 'Faire écrire le plan du site par l’outil qui gère les pages, et retirer les liens morts.',
  },
  limits: ['Les vingt premiers liens du plan vers le site sont demandés ; un lien est dit mort quand le serveur a répondu deux fois 404 ou 410.', 'Une entrée du menu de l’accueil absente du plan est une piste ; le reste de l’arborescence n’est pas connu.', ...sampleLimits],
  judge(pages) {
    const map = pages.find(({ role, artifacts: { siteMap } }) => role === 'sitemap' && siteMap !== undefined)
    const links = map?.artifacts.siteMap?.links ?? []
    const reference = referencePage(pages, (page) => marksOf(page, 'menu').length > 0)
    const entries = new Set((reference ? marksOf(reference, 'menu') : []).flatMap((menu) => menu.links))
    const mapped = new Set([...links.map(({ address }) => bare(address)), bare(map?.url ?? '')])
    const missing = [...entries].filter((address) => !mapped.has(bare(address)) && URL.parse(address)?.host === URL.parse(map?.url ?? '')?.host && bare(address) !== bare(new URL('/', address).href))
    /** What is found is about the map, wherever a link leads. */
    const on = map?.page ? { page: map.page } : {}
    return ownVerdict(links.length > 0, {
      proven: links.filter(({ status }) => status !== null && gone.includes(status)).map(({ address, text, selector, status }) => ({ test: '12.3.2', selector, url: address, ...on, message: `Le lien « ${text.slice(0, 60)} » du plan du site mène à une page absente (réponse ${status}).` })),
      doubtful: missing.map((url) => ({ test: '12.3.1', url, ...on, message: 'cette entrée du menu n’est pas dans le plan du site.' })),
    })
  },
})
