import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import puppeteer, { type Browser } from 'puppeteer'
import { artifactSchemas, type ArtifactName } from '#model/evidence'
import { chromiumArguments } from '#audits/gather/chromium-arguments'
import { ecoindexWaits, type LoadSettings } from '#audits/gather/load'
import { loadPage } from '#audits/gather/page-load'
import { stepBegins, stepChannel } from '#audits/gather/steps'
import { judge } from '#audits/run'
import { coldJobs, openBenchPages, type BenchPages } from '../benching/bench-pages.ts'
import { benchContact } from '../benching/engine-run.ts'
import { defineBench } from '../benching/define-bench.ts'
import { watchCpu } from '../benching/process-cpu.ts'
import { startDenyingProxy } from '../network/proxy.ts'
import { ensureBrowser } from '../visits/ensure-browser.ts'
import { writeEvidence } from '../visits/evidence-store.ts'
import { loadBench } from '../visits/measure.ts'
import { prepareProfile } from '../visits/profile.ts'
import { toolVersions } from '../visits/tool-versions.ts'

/** What a step is, in words; every other name is an artifact of ours. */
const words: Record<string, string> = {
  open: 'ouverture (contexte, proxy)', 'lighthouse-start': 'préparation de Lighthouse', navigation: 'navigation', 'lighthouse-artifacts': 'relevés de Lighthouse', 'ecoindex-waits': 'attentes et défilement d’EcoIndex',
  axe: 'axe', 'lighthouse-scores': 'notes de Lighthouse', close: 'fermeture', judging: 'jugement', writing: 'écriture',
}

type Cost = { wallMs: number; cpuSeconds: number }

/** Adds what each step costs, until `stop`; the next step ends the one before. */
function watchSteps(pages: BenchPages): { costs: Map<string, Cost>; stop(): void } {
  const costs = new Map<string, Cost>()
  const cpu = watchCpu(process.pid, new Set(pages.pid === undefined ? [] : [pages.pid]))
  let current: { name: string; at: number; cpu: number } | null = null
  const onStep = (message: unknown) => {
    const [at, seconds] = [performance.now(), cpu.seconds() ?? NaN]
    if (current !== null) {
      const cost = costs.get(current.name) ?? { wallMs: 0, cpuSeconds: 0 }
      costs.set(current.name, { wallMs: cost.wallMs + at - current.at, cpuSeconds: cost.cpuSeconds + seconds - current.cpu })
    }
    current = { name: words[String(message)] ?? 'contrôles propres', at, cpu: seconds }
  }
  stepChannel.subscribe(onStep)
  return {
    costs,
    stop() {
      onStep('')
      stepChannel.unsubscribe(onStep)
      cpu.stop()
    },
  }
}

async function visit(browser: Browser, addresses: readonly string[], settings: LoadSettings, folder: string): Promise<void> {
  const { catalogue, factors, registry } = await loadBench(null)
  for (const job of coldJobs(addresses)) {
    const evidence = await loadPage(browser, job, settings)
    stepBegins('judging')
    judge(evidence, catalogue, { site: null, factors, registry })
    stepBegins('writing')
    await writeEvidence(folder, evidence)
  }
}

/** One page at a time, in this process, with one browser kept warm: what each step of a load costs. */
export default defineBench({
  title: 'Ce que coûte chaque étape d’une page, seule',
  async run({ addresses, pages: wanted }) {
    const pages = await openBenchPages({ addresses })
    const folder = await mkdtemp(join(tmpdir(), 'trefle-steps-'))
    const chromePath = await ensureBrowser()
    const [proxy, profileDir] = [await startDenyingProxy(), join(folder, 'profile')]
    prepareProfile(profileDir)
    const browser = await puppeteer.launch({ executablePath: chromePath, pipe: true, defaultViewport: null, userDataDir: profileDir, ignoreDefaultArgs: ['--disable-popup-blocking'], args: chromiumArguments({ denyingProxyPort: proxy.port, spkiHashes: [] }) })
    const settings: LoadSettings = {
      run: 'bench', guard: { allowPrivate: pages.isOurs, fixtures: null }, spkiHashes: [], contact: benchContact(pages.isOurs), artifacts: Object.keys(artifactSchemas) as ArtifactName[],
      waits: ecoindexWaits, deadlineMs: 90_000, tools: await toolVersions(chromePath),
    }
    const asked = pages.addresses.slice(0, wanted)
    const { costs, stop } = watchSteps(pages)
    try {
      await visit(browser, asked, settings, folder)
    } finally {
      stop()
      await browser.close()
      await proxy.close()
      pages.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    }
    const figures = [...costs].flatMap(([name, { wallMs, cpuSeconds }]) => [
      { name: `${name}, durée`, value: wallMs / asked.length, unit: 'ms par page' },
      { name: `${name}, processeur`, value: Number.isNaN(cpuSeconds) ? null : (1000 * cpuSeconds) / asked.length, unit: 'ms par page' },
    ])
    return { figures, notes: [`${asked.length} pages ; processeur lu dans /proc à chaque étape, au centième de seconde.`] }
  },
})
