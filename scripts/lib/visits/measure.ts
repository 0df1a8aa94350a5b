import type { Evidence } from '#model/evidence'
import type { AuditId, AuditResult, Loads } from '#model/result'
import type { FactorBook } from '#model/factor'
import type { Registry } from '#model/third-party'
import type { AuditDefinition } from '#lib/define'
import { loadsOf, medianLoad } from '#lib/record/median-load'
import { judge } from '#audits/run'
import { loadAudits } from '../territory/discover.ts'
import { ensureBrowser } from './ensure-browser.ts'
import { Interrupted } from '../command/errors.ts'
import { passWords } from '../command/passes.ts'
import { loadFactorBook } from '../territory/factors.ts'
import { gatherEvidence, type LoadJob, type LoadOptions } from './pool.ts'
import { bar, say, spokenDuration, startProgress } from '../command/terminal.ts'
import { loadRegistry } from '../territory/registry-files.ts'

/** What judges evidence: read once, passed to pure functions. */
export type Bench = { catalogue: ReadonlyMap<AuditId, AuditDefinition>; factors: FactorBook; registry: Registry }

/** Reads audits, factors and registries; `territoryDir` adds the territory's own third parties. */
export async function loadBench(territoryDir: string | null): Promise<Bench> {
  const [catalogue, factors, registry] = await Promise.all([loadAudits(), loadFactorBook(), loadRegistry(territoryDir)])
  return { catalogue, factors, registry }
}

/** One page in one pass: the evidence that was chosen and its verdicts; of several loads, their spread and the others' evidence. */
export type Measured = { job: LoadJob; evidence: Evidence; results: AuditResult[]; loads?: Loads; others?: readonly Evidence[] }
export type MeasureOptions = Omit<LoadOptions, 'chromePath' | 'onEvent' | 'onNote' | 'signal'> & {
  quiet?: boolean
  /** Loads of each job, an odd number; default: one. */
  runs?: number
  /** True to go round all the jobs once, then once more the other way: what is compared is then measured under the same circumstances. */
  interleaved?: boolean
}

/** A page waits and is read for as long as it loads: a third of the workers hold such pages while the others load. Workers of other machines see to it themselves. */
const loadsAtOnce = ({ workers, startWorker }: MeasureOptions): Pick<LoadOptions, 'loadsAtOnce'> => (startWorker ? {} : { loadsAtOnce: Math.ceil((2 * workers) / 3) })

/** Two jobs are the same piece of work when page, pass and profile are. */
function keyOf(part: Pick<Evidence, 'url' | 'site' | 'page' | 'pass' | 'profile' | 'confirms'>): string {
  return [part.site, part.page, part.url, part.pass, part.confirms, part.profile].join(' ')
}

const jobKey = (job: LoadJob) => keyOf({ ...job, site: job.site?.id ?? null })

/** The load that speaks for a job, once all its loads are there; every verdict derives from it. */
export function judged(job: LoadJob, loads: readonly Evidence[], bench: Bench): Measured {
  const context = { site: job.site, factors: bench.factors, registry: bench.registry }
  const evidence = medianLoad(loads)
  const each = loads.map((load) => ({ load, results: judge(load, bench.catalogue, context) }))
  const results = each.find(({ load }) => load === evidence)?.results ?? []
  const spread = loadsOf(each.map((one) => one.results))
  return { job, evidence, results, ...(spread && { loads: spread }), others: loads.filter((load) => load !== evidence) }
}

/**
 * Loads and judges every job, as many times as `runs` says, with progress on stderr; yields each page as soon as it is known.
 * Throws Interrupted after a Ctrl-C, once no browser is left; what was yielded before is good.
 */
export async function* measure(jobs: readonly LoadJob[], bench: Bench, options: MeasureOptions): AsyncGenerator<Measured> {
  const { quiet, runs = 1, interleaved = false, ...load } = options
  const chromePath = await ensureBrowser()
  const byKey = new Map(jobs.map((job) => [jobKey(job), { job, loads: [] as Evidence[] }]))
  // The loads of one page follow each other, so that a run that is stopped loses those of one page at most for each worker.
  const asked = interleaved ? roundsOf(jobs, runs) : jobs.flatMap((job) => Array.from({ length: runs }, () => ({ ...job })))
  const progress = startProgress(quiet)
  const tracker = trackProgress(asked)
  const refresh = setInterval(() => progress.update(tracker.lines(), tracker.share()), 500)
  const notes = new Set<string>()
  const stopped = new AbortController()
  const stop = () => stopped.abort()
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    const evidences = gatherEvidence(asked, { ...loadsAtOnce(options), ...load, chromePath, signal: stopped.signal, onEvent: (event) => tracker.note(event.kind, event.job), onNote: (origin, note) => notes.add(`${origin} : ${note}`) })
    for await (const evidence of evidences) {
      const found = byKey.get(keyOf(evidence))
      if (found === undefined) throw new Error(`Evidence without a job: ${evidence.url}`)
      found.loads.push(evidence)
      if (found.loads.length === runs) yield judged(found.job, found.loads.splice(0), bench)
    }
    if (stopped.signal.aborted) throw new Interrupted()
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    clearInterval(refresh)
    progress.done(tracker.summary())
    for (const note of notes) say(note)
  }
}

/** Every other round goes backwards: neither of two jobs is always the first. */
function roundsOf(jobs: readonly LoadJob[], runs: number): LoadJob[] {
  return Array.from({ length: runs }, (_, round) => (round % 2 === 0 ? [...jobs] : jobs.toReversed()).map((job) => ({ ...job }))).flat()
}

/** Follows what runs and what is done, for the lines of the progress display. */
function trackProgress(jobs: readonly LoadJob[]) {
  const startedAt = Date.now()
  const running = new Map<LoadJob, number>()
  const sites = new Set(jobs.map((job) => job.site?.id ?? new URL(job.url).host))
  const left = new Map<string, number>()
  for (const job of jobs) left.set(job.site?.id ?? new URL(job.url).host, (left.get(job.site?.id ?? new URL(job.url).host) ?? 0) + 1)
  let done = 0
  return {
    note(kind: 'started' | 'finished' | 'retried', job: LoadJob) {
      if (kind === 'started') running.set(job, Date.now())
      if (kind !== 'finished') return
      running.delete(job)
      done += 1
      const site = job.site?.id ?? new URL(job.url).host
      left.set(site, (left.get(site) ?? 1) - 1)
    },
    lines(): string[] {
      const sitesDone = [...left.values()].filter((count) => count <= 0).length
      const remaining = done === 0 ? null : ((Date.now() - startedAt) / done) * (jobs.length - done)
      const time = remaining === null ? 'durée inconnue' : `reste ${spokenDuration(remaining)}`
      const head = `${bar(done, jobs.length)} ${done}/${jobs.length} visites · ${sitesDone}/${sites.size} sites · ${time}`
      // A queue may have hundreds under way.
      return [head, ...[...running].slice(0, 12).map(([job, since]) => `  ${passWords[job.pass]} ${job.url} (${spokenDuration(Date.now() - since)})`)]
    },
    share: () => done / jobs.length,
    summary: () => `${done}/${jobs.length} visites en ${spokenDuration(Date.now() - startedAt)}`,
  }
}
