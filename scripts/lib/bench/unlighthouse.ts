import { coldJobs, inLaps, openBenchPages, type BenchPages } from '../benching/bench-pages.ts'
import { defineBench, type Figure } from '../benching/define-bench.ts'
import { cpuPerPage, pagesPerMinute, runEngine } from '../benching/engine-run.ts'
import { installUnlighthouse, runUnlighthouse, unlighthouseSettings } from '../benching/unlighthouse-run.ts'

/** Pages of each round: as many as the portal of the example has, where the start of the browsers weighs most, then those of an ordinary site. */
const rounds = [10, 20]

/** Both tools on the same pages, one after the other. */
async function round(asked: readonly string[], pages: BenchPages): Promise<Figure[]> {
  const [ours, theirs] = [await runEngine(coldJobs(asked), pages), await runUnlighthouse(pages.origin, asked)]
  const name = (what: string) => `${asked.length} pages : ${what}`
  return [
    { name: name('Trèfle'), value: pagesPerMinute(ours), unit: 'pages/min', note: `${ours.pages} mesurées, dont ${ours.evidences.filter(({ contended }) => contended).length} à reprendre seules pour leur rapidité` },
    { name: name('Unlighthouse'), value: pagesPerMinute(theirs), unit: 'pages/min', note: `${theirs.pages} mesurées` },
    { name: name('rapport'), value: theirs.pages === 0 ? null : pagesPerMinute(ours) / pagesPerMinute(theirs), unit: 'fois', note: 'but : 5' },
    { name: name('Trèfle, processeur par page'), value: cpuPerPage(ours), unit: 's' },
    { name: name('Unlighthouse, processeur par page'), value: cpuPerPage(theirs), unit: 's' },
  ]
}

/** Rounds of both tools in turn, so that what else the machine does weighs on both. */
export default defineBench({
  title: 'Trèfle et Unlighthouse sur les mêmes pages, l’un après l’autre',
  async run({ addresses, pages: wanted }) {
    const absent = await installUnlighthouse()
    if (absent !== null) return { figures: [], notes: [absent] }
    const pages = await openBenchPages({ addresses })
    const known = pages.addresses.filter((address) => address.startsWith(`${pages.origin}/`))
    const asked = wanted === undefined ? (pages.isOurs ? rounds.map((count) => inLaps(known, count)) : [known]) : [pages.isOurs ? inLaps(known, wanted) : known.slice(0, wanted)]
    const figures: Figure[] = []
    try {
      for (const addressesOfRound of asked) figures.push(...await round(addressesOfRound, pages))
    } finally {
      pages.close()
    }
    return {
      figures,
      notes: [
        unlighthouseSettings,
        'Trèfle : bureau, tous les audits des trois piliers, attentes d’EcoIndex gardées, quatre chargements à la fois. Démarrage et arrêt comptés pour les deux.',
        ...(pages.isOurs ? ['Le portail d’exemple a dix pages ; au-delà, les mêmes sont visitées sous une autre adresse (?tour=2), sans cache pour personne.'] : []),
      ],
    }
  },
})
