import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import type { Evidence } from '#model/evidence'
import { coldJobs, openBenchPages, type BenchPages } from '../benching/bench-pages.ts'
import { defineBench } from '../benching/define-bench.ts'
import { runEngine } from '../benching/engine-run.ts'
import { disturbingWaitShare } from '../visits/contention.ts'

/** Upper ends of the classes of waiting that are told apart. */
const classes = [0.1, 0.25, 0.4, 0.55, 0.7, 1]
type Point = { url: string; waited: number; score: number }

/** Loads the pages while some processes do nothing but compute. */
async function beside(burners: number, addresses: readonly string[], pages: BenchPages): Promise<Point[]> {
  const started = Array.from({ length: burners }, () => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }))
  try {
    const { evidences } = await runEngine(coldJobs(addresses), pages, { workers: 1, artifacts: ['document', 'lighthouse'], waits: { beforeScrollMs: 0, afterScrollMs: 0 } })
    return evidences.flatMap(pointOf)
  } finally {
    for (const child of started) child.kill('SIGKILL')
  }
}

function pointOf({ url, cpuWaitShare, artifacts }: Evidence): Point[] {
  const score = artifacts.lighthouse?.ok ? artifacts.lighthouse.value.performanceScore : null
  return score === null || cpuWaitShare === undefined ? [] : [{ url, waited: cpuWaitShare, score }]
}

/**
 * The experiment behind `contended`: the same pages beside none, one, two… computing processes, in turn; the score of a page is compared with
 * the one it had when it waited least.
 */
export default defineBench({
  title: `Ce que l’attente du processeur fait au score de rapidité (seuil actuel : ${disturbingWaitShare})`,
  async run({ addresses, pages: rounds = 3 }) {
    const pages = await openBenchPages({ addresses })
    const chosen = pages.isOurs ? [`${pages.origin}/bench/scripted`, `${pages.origin}/bench/ordinary`, ...pages.addresses.slice(0, 2)] : pages.addresses
    const points: Point[] = []
    try {
      for (let round = 0; round < rounds; round++)
        for (const times of [0, 0.5, 1, 2]) points.push(...await beside(Math.round(times * availableParallelism()), chosen, pages))
    } finally {
      pages.close()
    }
    const least = new Map(chosen.map((url) => [url, points.filter((point) => point.url === url).sort((a, b) => a.waited - b.waited)[0]]))
    const figures = classes.flatMap((upTo, index) => {
      const from = classes[index - 1] ?? 0
      const apart = points.filter((point) => point.waited > from && point.waited <= upTo && least.get(point.url) !== point).map(({ url, score }) => Math.abs(score - (least.get(url)?.score ?? NaN))).sort((a, b) => a - b)
      const name = `attente de ${Math.round(100 * from)} à ${Math.round(100 * upTo)} %`
      return [
        { name: `${name}, écart médian`, value: apart[Math.floor(apart.length / 2)] ?? null, unit: 'sur 1', note: `${apart.length} chargements` },
        { name: `${name}, plus grand écart`, value: apart.at(-1) ?? null, unit: 'sur 1' },
      ]
    })
    return { figures, notes: chosen.map((url) => `${url} : ${points.filter((point) => point.url === url).sort((a, b) => a.waited - b.waited).map(({ waited, score }) => `${Math.round(100 * waited)} % ${score}`).join(' ; ')}`) }
  },
})
