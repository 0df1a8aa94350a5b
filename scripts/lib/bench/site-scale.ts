import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from '../../build.ts'
import { defineBench } from '../benching/define-bench.ts'
import { writeGrownPublication } from '../benching/grown-publication.ts'
import { watchPeak } from '../benching/tree-memory.ts'

const size = { sites: 200, pages: 20, months: 36 }

export default defineBench({
  title: `tableau de bord de ${size.sites} sites, ${size.pages} pages par site, ${size.months} mois, trois langues`,
  async run({ pages }) {
    const asked = pages === undefined ? size : { ...size, sites: Math.max(1, Math.round(pages / size.pages)) }
    const folder = await mkdtemp(join(tmpdir(), 'trefle-bench-'))
    const memory = watchPeak(process.pid)
    try {
      await writeGrownPublication(join(folder, 'data'), asked)
      const startedAt = performance.now()
      await build({ dataDir: join(folder, 'data'), outDir: join(folder, 'site'), quiet: true })
      const seconds = (performance.now() - startedAt) / 1000
      const built = (await readdir(join(folder, 'site', 'client'), { recursive: true })).filter((name) => name.endsWith('.html')).length
      return {
        figures: [
          { name: 'Pages construites', value: built, unit: 'pages' },
          { name: 'Construction', value: seconds, unit: 's', note: 'but : 60 s pour 200 sites' },
          { name: 'Mémoire au plus haut', value: memory.peakMegabytes(), unit: 'Mo', note: 'tous processus ensemble ; but : 1500' },
        ],
        notes: [],
      }
    } finally {
      memory.stop()
      await rm(folder, { recursive: true, force: true })
    }
  },
})
