import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineBench } from '../benching/define-bench.ts'
import { writeGrownPublication } from '../benching/grown-publication.ts'
import { watchCpu } from '../benching/process-cpu.ts'
import { watchPeak } from '../benching/tree-memory.ts'

const size = { sites: 200, pages: 20, months: 36 }
const trefle = fileURLToPath(new URL('../../trefle.ts', import.meta.url))

/** The command that a town runs, and what it took with all its processes. */
async function buildWatching(dataDir: string, outDir: string): Promise<{ seconds: number; cpuSeconds: number | null; peakMegabytes: number | null }> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [trefle, 'build', '--data', dataDir, '--out', outDir], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => { said = (said + text).slice(-2000) })
  const [cpu, memory] = [watchCpu(child.pid ?? 0), watchPeak(child.pid ?? 0)]
  try {
    const [code]: unknown[] = await once(child, 'close')
    if (code !== 0) throw new Error(`trefle build ended with ${String(code)}: ${said}`)
    return { seconds: (performance.now() - startedAt) / 1000, cpuSeconds: cpu.seconds(), peakMegabytes: memory.peakMegabytes() }
  } finally {
    cpu.stop()
    memory.stop()
  }
}

export default defineBench({
  title: `tableau de bord de ${size.sites} sites, ${size.pages} pages par site, ${size.months} mois, trois langues`,
  async run({ pages }) {
    const asked = pages === undefined ? size : { ...size, sites: Math.max(1, Math.round(pages / size.pages)) }
    const folder = await mkdtemp(join(tmpdir(), 'trefle-bench-'))
    try {
      await writeGrownPublication(join(folder, 'data'), asked)
      const { seconds, cpuSeconds, peakMegabytes } = await buildWatching(join(folder, 'data'), join(folder, 'site'))
      const built = (await readdir(join(folder, 'site', 'client'), { recursive: true })).filter((name) => name.endsWith('.html')).length
      return {
        figures: [
          { name: 'Pages construites', value: built, unit: 'pages' },
          { name: 'Construction', value: seconds, unit: 's', note: 'but : 60 s pour 200 sites' },
          { name: 'Processeur', value: cpuSeconds, unit: 's', note: 'tous processus ensemble ; sur une machine occupée, la durée en dit moins' },
          { name: 'Mémoire au plus haut', value: peakMegabytes, unit: 'Mo', note: 'tous processus ensemble ; but : 1500' },
        ],
        notes: [],
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
})
