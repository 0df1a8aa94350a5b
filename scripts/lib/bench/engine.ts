import { coldJobs, openBenchPages } from '../benching/bench-pages.ts'
import { defineBench } from '../benching/define-bench.ts'
import { cpuPerPage, pagesPerMinute, runEngine } from '../benching/engine-run.ts'

/** The cold pass: desktop, one load a page, four at once, every audit of every pillar, evidence written. */
export default defineBench({
  title: 'Pages par minute et secondes de processeur par page de Trèfle (première visite, quatre chargements à la fois)',
  async run({ addresses, pages: wanted }) {
    const pages = await openBenchPages({ addresses })
    try {
      const asked = Array.from({ length: wanted ?? 2 * pages.addresses.length }, (_, index) => pages.addresses[index % pages.addresses.length] ?? pages.origin)
      const speed = await runEngine(coldJobs(asked), pages)
      return {
        figures: [
          { name: 'pages mesurées', value: speed.pages, unit: `sur ${asked.length}` },
          { name: 'pages par minute', value: pagesPerMinute(speed), unit: 'pages/min' },
          { name: 'processeur par page', value: cpuPerPage(speed), unit: 's', note: 'but : 3,6 s' },
        ],
        notes: ['Le processeur est celui de tout l’arbre de processus (/proc/<pid>/stat, lu cinq fois par seconde), navigateurs compris, serveur des pages exclu.'],
      }
    } finally {
      pages.close()
    }
  },
})
