import { coldJobs, openBenchPages } from '../benching/bench-pages.ts'
import { defineBench } from '../benching/define-bench.ts'
import { cpuPerPage, pagesPerMinute, runEngine, total, type Speed } from '../benching/engine-run.ts'
import { installUnlighthouse, runUnlighthouse, unlighthouseSettings } from '../benching/unlighthouse-run.ts'

const rounds = 2

/** Both tools on the same pages in the same run, one round each in turn, so that what else the machine does weighs on both. */
export default defineBench({
  title: 'Trèfle et Unlighthouse sur les mêmes pages, un tour chacun',
  async run({ addresses, pages: wanted }) {
    const absent = await installUnlighthouse()
    if (absent !== null) return { figures: [], notes: [absent] }
    const pages = await openBenchPages({ addresses })
    const asked = pages.addresses.filter((address) => address.startsWith(`${pages.origin}/`)).slice(0, wanted)
    const [ours, theirs]: [Speed[], Speed[]] = [[], []]
    try {
      for (let round = 0; round < rounds; round++) {
        ours.push(await runEngine(coldJobs(asked), pages))
        theirs.push(await runUnlighthouse(pages.origin, asked))
      }
    } finally {
      pages.close()
    }
    const [trefle, unlighthouse] = [total(ours), total(theirs)]
    return {
      figures: [
        { name: 'Trèfle, pages par minute', value: pagesPerMinute(trefle), unit: 'pages/min', note: `${trefle.pages} pages` },
        { name: 'Unlighthouse, pages par minute', value: pagesPerMinute(unlighthouse), unit: 'pages/min', note: `${unlighthouse.pages} pages` },
        { name: 'rapport', value: unlighthouse.pages === 0 ? null : pagesPerMinute(trefle) / pagesPerMinute(unlighthouse), unit: 'fois', note: 'but : 5' },
        { name: 'Trèfle, processeur par page', value: cpuPerPage(trefle), unit: 's' },
        { name: 'Unlighthouse, processeur par page', value: cpuPerPage(unlighthouse), unit: 's' },
      ],
      notes: [unlighthouseSettings, 'Trèfle : bureau, tous les audits des trois piliers, attentes d’EcoIndex gardées, quatre chargements à la fois. Démarrage et arrêt comptés pour les deux.'],
    }
  },
})
