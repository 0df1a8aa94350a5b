import { coldJobs, openBenchPages } from '../benching/bench-pages.ts'
import { defineBench } from '../benching/define-bench.ts'
import { runEngineWatching } from '../benching/engine-run.ts'

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null

/** Five hundred pages through one worker, and the most that it held with its browser during each. */
export default defineBench({
  title: 'Mémoire d’un travailleur et de son navigateur, page après page',
  async run({ addresses, pages: wanted = 500 }) {
    const pages = await openBenchPages({ addresses })
    const base = pages.isOurs ? [`${pages.origin}/bench/ordinary`] : pages.addresses
    const asked = Array.from({ length: wanted }, (_, index) => `${base[index % base.length]}${pages.isOurs ? `?${index}` : ''}`)
    try {
      const held = await runEngineWatching(coldJobs(asked), pages)
      const some = Math.min(50, Math.floor(held.length / 2))
      const [first, last] = [median(held.slice(0, some)), median(held.slice(-some))]
      return {
        figures: [
          { name: 'pages', value: held.length, unit: `sur ${asked.length}` },
          { name: `médiane des ${some} premières`, value: first && first / 1e6, unit: 'Mo' },
          { name: `médiane des ${some} dernières`, value: last && last / 1e6, unit: 'Mo' },
          { name: 'dernières / premières', value: first && last && last / first, unit: '', note: 'but : 0,9 à 1,1' },
          { name: 'au plus', value: held.length > 0 ? Math.max(...held) / 1e6 : null, unit: 'Mo', note: 'but : 1 000 Mo' },
        ],
        notes: ['Mémoire propre de chaque processus du travailleur (résidente moins partagée, /proc/<pid>/statm), lue trois fois par seconde. Linux seulement.'],
      }
    } finally {
      pages.close()
    }
  },
})
