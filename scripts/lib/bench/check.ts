import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { median } from '#maths/statistics'
import { openBenchPages } from '../benching/bench-pages.ts'
import { defineBench } from '../benching/define-bench.ts'

const program = fileURLToPath(new URL('../../trefle.ts', import.meta.url))
/** What a first check of one page may take, browser installed. */
const goalSeconds = 12

/** A first check as a person or a pipeline makes it: the command, from its start to its end, on one page. */
export default defineBench({
  title: 'Un premier contrôle d’une page, de la commande au verdict',
  async run({ addresses, pages: wanted = 3 }) {
    const pages = await openBenchPages({ addresses })
    const seconds: number[] = []
    try {
      for (const address of pages.addresses.slice(0, wanted)) {
        const startedAt = performance.now()
        const child = spawn(process.execPath, [program, 'check', address, '--format', 'json', ...(pages.isOurs ? ['--allow-private'] : [])], { stdio: ['ignore', 'ignore', 'inherit'] })
        const [code] = await once(child, 'exit') as [number | null]
        if (code !== 0) throw new Error(`check ended with ${code} on ${address}`)
        seconds.push((performance.now() - startedAt) / 1000)
      }
    } finally {
      pages.close()
    }
    return {
      figures: [
        { name: 'une page, au milieu', value: median(seconds), unit: 's', note: `but : moins de ${goalSeconds} s` },
        { name: 'la plus longue', value: seconds.length > 0 ? Math.max(...seconds) : null, unit: 's' },
      ],
      notes: [`${seconds.length} pages, une commande chacune. Six secondes au moins sont les attentes du protocole EcoIndex.`],
    }
  },
})
