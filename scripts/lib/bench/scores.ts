import { coldJobs, openBenchPages } from '../benching/bench-pages.ts'
import { defineBench } from '../benching/define-bench.ts'
import { runEngine } from '../benching/engine-run.ts'
import { lighthouseCommandScore } from '../benching/lighthouse-command.ts'

/** Quantile of sorted values, by the nearest rank. */
const rank = (sorted: readonly number[], share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null

/** Each page by Trèfle alone, then by the `lighthouse` command alone, one after the other. */
export default defineBench({
  title: 'Scores de rapidité de Trèfle et de la commande lighthouse, mêmes réglages, chacun seul',
  async run({ addresses, pages: wanted = 12 }) {
    const pages = await openBenchPages({ addresses })
    const candidates = pages.isOurs ? [`${pages.origin}/bench/scripted`, ...pages.addresses] : pages.addresses
    const lines: { url: string; ours: number; theirs: number; waited: number | null }[] = []
    try {
      for (const url of candidates.slice(0, wanted)) {
        const [ours, theirs] = [await runEngine(coldJobs([url]), pages, { workers: 1 }), await lighthouseCommandScore(url)]
        const { artifacts, cpuWaitShare = null } = ours.evidences[0] ?? { artifacts: {} }
        const score = artifacts.lighthouse?.ok ? artifacts.lighthouse.value.performanceScore : null
        if (score !== null && theirs !== null) lines.push({ url, ours: score, theirs, waited: cpuWaitShare })
      }
    } finally {
      pages.close()
    }
    const apart = lines.map(({ ours, theirs }) => Math.abs(ours - theirs)).sort((a, b) => a - b)
    return {
      figures: [
        { name: 'n', value: lines.length, unit: 'pages' },
        { name: 'écart médian', value: rank(apart, 0.5), unit: 'sur 1', note: 'but : 0,02 au plus' },
        { name: 'écart au neuvième décile', value: rank(apart, 0.9), unit: 'sur 1' },
        { name: 'plus grand écart', value: apart.at(-1) ?? null, unit: 'sur 1', note: 'but : 0,05 au plus' },
      ],
      notes: lines.map(({ url, ours, theirs, waited }) => `${url} : ${ours} et ${theirs}${waited === null ? '' : `, attente du processeur ${Math.round(100 * waited)} %`}`),
    }
  },
})
