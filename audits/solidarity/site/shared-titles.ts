import { defineSiteAudit } from '#lib/define'
import { fold } from '#lib/words/fold'
import { ownCheck, ownVerdict, rgaaTests } from '../../own-check.ts'
import { pageOf, sampleLimits } from '../../site-check.ts'

const headingsOf = (h1: readonly string[]) => h1.map(fold).filter((text) => text !== '')

export default defineSiteAudit({
  method: 2,
  ...ownCheck,
  needs: ['text'],
  references: rgaaTests('8.6.1'),
  text: {
    title: 'Un titre propre à chaque page',
    failing: 'Deux pages différentes portent le même titre.',
    why: 'Le titre nomme l’onglet, le favori et le résultat de recherche : deux pages qui ont le même ne se distinguent plus.',
    mend: 'Commencer le titre de chaque page par ce qui lui est propre : « Contact - Ville de … ».',
  },
  limits: ['Un titre partagé n’est prouvé insuffisant que si les pages ont des titres de niveau 1 différents, dont aucun n’est repris dans le titre de la page.', 'Deux pages dont le titre de niveau 1 est le même, ou absent, ne sont pas comparées.', ...sampleLimits],
  judge(pages) {
    const read = pages.map(({ page, url, artifacts: { text } }) => ({ page, url: url.replace(/#.*$/, ''), title: fold(text.title), said: text.title, headings: headingsOf(text.h1) }))
    const compared = [...new Map(read.filter(({ title, headings }) => title !== '' && headings.length > 0).map((page) => [page.url, page])).values()]
    const shared = compared.filter((page) => compared.some((other) => other.title === page.title && !other.headings.some((heading) => page.headings.includes(heading))))
    const isNamed = ({ title, headings }: (typeof compared)[number]) => headings.some((heading) => title.includes(heading))
    const quoted = (said: string) => `« ${said.slice(0, 80)} »`
    return ownVerdict(compared.length > 1, {
      proven: shared.filter((page) => !isNamed(page)).map(({ said, ...where }) => ({ test: '8.6.1', selector: 'title', ...pageOf(where), message: `Le titre ${quoted(said)} est aussi celui d’une page au contenu différent.` })),
      doubtful: shared.filter(isNamed).map(({ said, ...where }) => ({ test: '8.6.1', selector: 'title', ...pageOf(where), message: `le titre ${quoted(said)} est aussi celui d’une autre page.` })),
    })
  },
})
