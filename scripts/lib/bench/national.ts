import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Evidence } from '#model/evidence'
import { coldJobs, openBenchPages } from '../benching/bench-pages.ts'
import { defineBench } from '../benching/define-bench.ts'
import type { DepartmentAsked, DepartmentMeasured } from '../benching/department.ts'
import { benchContact, pagesPerMinute, runEngine, type Speed } from '../benching/engine-run.ts'
import { startLoopbackRedis } from '../benching/loopback-redis.ts'
import { watchCpu } from '../benching/process-cpu.ts'
import { drawSample } from '../sampling/draw-sample.ts'

/** France has nearly 35,000 communes in about a hundred departments; a sample of ten pages is one of a small site. */
const nation = { communes: 35_000, departments: 100, pagesPerCommune: 10, runsPerYear: 52 }
const departmentScript = fileURLToPath(new URL('../benching/department.ts', import.meta.url))

/** Real loads of the example town, which are then played for every commune, and the sample of one site drawn for real. */
async function record(): Promise<{ engine: Speed; evidences: Evidence[]; sampleCpuSeconds: number | null }> {
  const pages = await openBenchPages({ addresses: [] })
  try {
    const { evidences, ...engine } = await runEngine(coldJobs(pages.addresses), pages)
    const cpu = watchCpu(process.pid, new Set(pages.pid === undefined ? [] : [pages.pid]))
    const site = { id: 'portail', name: 'Portail', url: `${pages.origin}/`, organisation: 'ville', perHost: 1, sameOrganisation: [], pages: [] }
    await drawSample({ site, seed: 'banc', maxPages: 200, randomShare: 0.1, at: new Date().toISOString(), before: null, guard: { allowPrivate: true, fixtures: null }, contact: benchContact(true) })
    cpu.stop()
    return { engine, evidences: evidences.filter(({ status }) => status === 'measured'), sampleCpuSeconds: cpu.seconds() }
  } finally {
    pages.close()
  }
}

async function department(asked: DepartmentAsked): Promise<DepartmentMeasured> {
  const { stdout } = await promisify(execFile)(process.execPath, [departmentScript, JSON.stringify(asked)], { maxBuffer: 1e8 })
  return JSON.parse(stdout) as DepartmentMeasured
}

/**
 * One department of the nation is carried out in full, from the queue to the pages, with loads played from recorded evidence; the nation is a
 * hundred of them, each a territory of its own, as docs/guides/scale.md reckons.
 */
export default defineBench({
  title: 'Une visite de 35 000 communes, d’après un département entier',
  async run({ pages: asked }) {
    const communes = asked ?? nation.communes / nation.departments
    const folder = await mkdtemp(join(tmpdir(), 'trefle-bench-'))
    const redis = await startLoopbackRedis()
    try {
      const { engine, evidences, sampleCpuSeconds } = await record()
      const file = join(folder, 'evidence.json')
      await writeFile(file, JSON.stringify(evidences))
      const one = await department({ communes, pagesPerCommune: nation.pagesPerCommune, evidence: file, queue: redis?.url ?? null })
      const pagesAWeek = nation.communes * nation.pagesPerCommune
      const machines = Math.ceil(pagesAWeek / (pagesPerMinute(engine) * 60 * 24 * 7))
      const perSiteAndYear = (bytes: number) => (bytes / communes) * nation.runsPerYear
      return {
        figures: [
          { name: 'communes visitées ici', value: communes, unit: 'communes', note: `${one.pages} pages jouées d’après ${evidences.length} visites réelles` },
          { name: 'débit de la file et du registre', value: one.pages / one.runSeconds, unit: 'pages/s', ...(redis === null && { note: 'sans file : redis-server n’est pas installé' }) },
          { name: 'calcul des indicateurs', value: one.computeSeconds, unit: 's', note: 'un département' },
          { name: 'construction des pages', value: one.buildSeconds, unit: 's', note: 'un département, trois langues' },
          { name: 'mémoire au plus haut', value: one.peakMegabytes, unit: 'Mo', note: 'visite et calcul' },
          { name: 'tirage d’un échantillon', value: sampleCpuSeconds, unit: 's de processeur', note: 'un site, jusqu’à 200 pages lues' },
          { name: 'registre, par site et par an', value: perSiteAndYear(one.recordBytes) / 1e3, unit: 'ko', note: `${nation.pagesPerCommune} pages, une visite par semaine ; ${Math.round(perSiteAndYear(one.recordPackedBytes) / 1e3)} ko compressés` },
          { name: 'preuves, par site et par visite', value: one.evidenceBytes / communes / 1e3, unit: 'ko', note: 'fichiers de travail' },
          { name: 'chargement réel', value: pagesPerMinute(engine), unit: 'pages/min', note: 'cette machine, quatre navigateurs' },
          { name: 'machines pour une visite nationale par semaine', value: machines, unit: 'machines', note: `${pagesAWeek} pages, machines comme celle-ci` },
        ],
        notes: ['La nation est cent départements, chacun un territoire : ce qui est mesuré ici se répète, sans mémoire partagée. Le calcul est dans docs/guides/scale.md.'],
      }
    } finally {
      redis?.stop()
      await rm(folder, { recursive: true, force: true })
    }
  },
})
