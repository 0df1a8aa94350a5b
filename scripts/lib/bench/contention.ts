import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import type { Evidence, Profile } from '#model/evidence'
import { coldJobs, openBenchPages, type BenchPages } from '../benching/bench-pages.ts'
import { startBurners } from '../benching/burners.ts'
import { defineBench, type Figure } from '../benching/define-bench.ts'
import { runEngine } from '../benching/engine-run.ts'
import { leastDisturbing, movedFromCalm, sameWithin, separations, type Moved, type Point } from '../benching/separation.ts'
import { disturbingWaitShare } from '../visits/contention.ts'

/** What goes on beside a load: other loads, and processes that compute, by processor of the machine. */
type Company = { profile: Profile; loads: number; burners: number }
const companies: readonly Company[] = [
  { profile: 'desktop', loads: 1, burners: 0 }, { profile: 'desktop', loads: 1, burners: 0.25 }, { profile: 'desktop', loads: 1, burners: 0.5 }, { profile: 'desktop', loads: 3, burners: 0 },
  { profile: 'mobile', loads: 1, burners: 0 }, { profile: 'mobile', loads: 1, burners: 0.5 }, { profile: 'mobile', loads: 3, burners: 0 },
  { profile: 'desktop', loads: 1, burners: 0 }, { profile: 'desktop', loads: 1, burners: 1 }, { profile: 'desktop', loads: 1, burners: 2 }, { profile: 'desktop', loads: 6, burners: 0 },
]
const thresholds = [0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7]
/** No other company begins after this: the whole ends within eight minutes. */
const limitMs = 7 * 60_000

type Measured = Point & Company

async function beside(company: Company, addresses: readonly string[], pages: BenchPages): Promise<Measured[]> {
  const burners = startBurners(company.burners * availableParallelism())
  try {
    const jobs = coldJobs(addresses).map((job) => ({ ...job, profile: company.profile }))
    const { evidences } = await runEngine(jobs, pages, { workers: company.loads, perHost: () => company.loads, loadsAtOnce: company.loads, artifacts: ['document', 'lighthouse'], waits: { beforeScrollMs: 0, afterScrollMs: 0 } })
    return evidences.flatMap(pointOf).map((point) => ({ ...point, ...company }))
  } finally {
    burners.stop()
  }
}

function pointOf({ url, profile, cpuWaitShare, artifacts }: Evidence): Point[] {
  const score = artifacts.lighthouse?.ok ? artifacts.lighthouse.value.performanceScore : null
  return score === null || cpuWaitShare === undefined ? [] : [{ url, profile, waited: cpuWaitShare, score }]
}

async function keepTable(points: readonly Measured[]): Promise<string> {
  const file = join('var', 'bench', 'contention.csv')
  const lines = points.map(({ url, profile, loads, burners, waited, score }) => [new URL(url).pathname, profile, loads, burners, waited.toFixed(3), score].join(','))
  await mkdir(resolve('var', 'bench'), { recursive: true })
  await writeFile(resolve(file), `${['page,profile,loads_at_once,burners_per_processor,cpu_wait_share,score', ...lines].join('\n')}\n`)
  return file
}

function figuresOf(loads: readonly Moved[], profile: Profile): Figure[] {
  const of = loads.filter((load) => load.profile === profile)
  const rise = Math.max(0, ...of.map(({ moved }) => moved))
  return [
    { name: `${profile} : plus petite attente d’un score qui bouge`, value: leastDisturbing(of), unit: 'du temps', note: `de plus de ${sameWithin} ; seuil actuel : ${disturbingWaitShare}` },
    { name: `${profile} : plus forte hausse d’un score`, value: rise, unit: 'sur 1' },
    ...separations(of, thresholds).map(({ threshold, kept, keptWrongly, setAsideWrongly }) => ({
      name: `${profile} : seuil ${threshold}`, value: kept, unit: `gardés sur ${of.length}`, note: `${keptWrongly} gardés alors que le score a bougé, ${setAsideWrongly} écartés pour rien`,
    })),
  ]
}

/** The loads of a page, from the calmest on. */
function lineOf([name, loads]: [string, Moved[]]): string {
  return `${name} : ${loads.map(({ waited, score }) => `${Math.round(100 * waited)} % ${score}`).join(' ; ')}`
}

/** The experiment behind `contended`: the same pages alone, beside others, and beside processes that compute, in turn. */
export default defineBench({
  title: 'Ce que l’attente du processeur fait au score de rapidité, et ce qu’un seuil en sépare',
  async run({ addresses, pages: rounds = 2 }) {
    const pages = await openBenchPages({ addresses })
    const chosen = pages.isOurs ? ['/bench/scripted', '/bench/slow', '/bench/ordinary', '/', '/galerie/'].map((path) => pages.origin + path) : pages.addresses
    const points: Measured[] = []
    const until = performance.now() + limitMs
    try {
      for (const company of Array.from({ length: rounds }, () => companies).flat()) if (performance.now() < until) points.push(...await beside(company, chosen, pages))
    } finally {
      pages.close()
    }
    const loads = movedFromCalm(points)
    const lines = [...Map.groupBy(loads, ({ url, profile }) => `${new URL(url).pathname} (${profile})`)].map(lineOf)
    return { figures: [...figuresOf(loads, 'desktop'), ...figuresOf(loads, 'mobile')], notes: [`${points.length} chargements, un par ligne dans ${await keepTable(points)}`, ...lines] }
  },
})
