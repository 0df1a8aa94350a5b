import type { Evidence } from '#model/evidence'
import type { AuditId, AuditResult } from '#model/result'
import type { FactorBook } from '#model/factor'
import type { Registry } from '#model/third-party'
import type { AuditDefinition } from '#lib/define'
import { judge } from '#audits/run'
import { loadAudits } from '../territory/discover.ts'
import { ensureBrowser } from './ensure-browser.ts'
import { Interrupted } from '../command/errors.ts'
import { loadFactorBook } from '../territory/factors.ts'
import { gatherEvidence, type LoadJob, type LoadOptions } from './pool.ts'
import { bar, spokenDuration, startProgress } from '../command/terminal.ts'
import { loadRegistry } from '../territory/registry-files.ts'

/** What judges evidence: read once, passed to pure functions. */
export type Bench = { catalogue: ReadonlyMap<AuditId, AuditDefinition>; factors: FactorBook; registry: Registry }

/** Reads audits, factors and registries; `territoryDir` adds the territory's own third parties. */
export async function loadBench(territoryDir: string | null): Promise<Bench> {
  const [catalogue, factors, registry] = await Promise.all([loadAudits(), loadFactorBook(), loadRegistry(territoryDir)])
  return { catalogue, factors, registry }
}

export type Measured = { job: LoadJob; evidence: Evidence; results: AuditResult[] }
export type MeasureOptions = Omit<LoadOptions, 'chromePath' | 'onEvent' | 'signal'> & { quiet?: boolean }

/** Two jobs are the same piece of work when page, pass and profile are. */
function keyOf(part: { url: string; site: string | null; page: string | null; pass: string; profile: string }): string {
  return [part.site, part.page, part.url, part.pass, part.profile].join(' ')
}

const jobKey = (job: LoadJob) => keyOf({ ...job, site: job.site?.id ?? null })

/**
 * Loads and judges every job, with progress on stderr; yields each page as soon as it is known.
 * Throws Interrupted after a Ctrl-C, once no browser is left; what was yielded before is good.
 */
export async function* measure(jobs: readonly LoadJob[], bench: Bench, options: MeasureOptions): AsyncGenerator<Measured> {
  const { quiet, ...load } = options
  const chromePath = await ensureBrowser()
  const byKey = new Map(jobs.map((job) => [jobKey(job), job]))
  const progress = startProgress(quiet)
  const tracker = trackProgress(jobs)
  const refresh = setInterval(() => progress.update(tracker.lines()), 500)
  const stopped = new AbortController()
  const stop = () => stopped.abort()
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    const evidences = gatherEvidence(jobs, { ...load, chromePath, signal: stopped.signal, onEvent: (event) => tracker.note(event.kind, event.job) })
    for await (const evidence of evidences) {
      const job = byKey.get(keyOf(evidence))
      if (job === undefined) throw new Error(`Evidence without a job: ${evidence.url}`)
      yield { job, evidence, results: judge(evidence, bench.catalogue, { site: job.site, factors: bench.factors, registry: bench.registry }) }
    }
    if (stopped.signal.aborted) throw new Interrupted()
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    clearInterval(refresh)
    progress.done(tracker.summary())
  }
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
      return [head, ...[...running].map(([job, since]) => `  ${job.pass === 'refusal' ? 'refus' : 'visite'} ${job.url} (${spokenDuration(Date.now() - since)})`)]
    },
    summary: () => `${done}/${jobs.length} visites en ${spokenDuration(Date.now() - startedAt)}`,
  }
}
