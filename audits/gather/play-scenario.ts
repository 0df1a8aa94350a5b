import { setTimeout } from 'node:timers/promises'
import { startTimespan } from 'lighthouse'
import type { Browser, Page } from 'puppeteer'
import { cleanAddress } from '#lib/web/address'
import { cleanText } from '#lib/words/clean'
import { masked } from '#lib/words/mask'
import type { ArtifactName, Evidence } from '#model/evidence'
import type { Failure } from '#model/failure'
import type { Scenario } from '#model/scenario'
import { withRanges } from '#effects/network/guard'
import { startProxy, type Proxy } from '#effects/network/proxy'
import { defaultBudgets } from '#effects/network/proxy-log'
import { watchPage } from './accessibility/watch.ts'
import { watchCookieClaims } from './cookie-claims.ts'
import { EvidenceGatherer } from './evidence-gatherer.ts'
import { documentFailure, gathererFailure } from './failures.ts'
import { artifactsOf, readPage } from './gatherers.ts'
import { lighthouseConfig } from './lighthouse-config.ts'
import { holdToLimits } from './limits.ts'
import type { Load, LoadJob, LoadSettings } from './load.ts'
import { evidenceHead, firstCut, throughUpstream, type GiveUp, type Outcome } from './page-load.ts'
import { mainDocument, startProtocolLog } from './protocol-log.ts'
import { describeStep, takeStep } from './scenario-steps.ts'
import { sendOwnHeaders } from './own-headers.ts'
import { openVisitor } from './visitor.ts'

/** Longest wait for one step. */
const stepMs = 15_000

/** What is done once a site or on a first load alone, and never on a step. */
const neverOnAStep: readonly ArtifactName[] = ['transport', 'notices', 'lighthouse']
const notScored: Failure = { code: 'not-attempted', detail: 'Lighthouse scores a load from an empty page; a step of a scenario begins on the page before it' }
const sameDocument: Failure = { code: 'not-attempted', detail: 'The step changed the page without loading a document' }

type Part = { load: Load; read(asked: ReadonlySet<ArtifactName>): Promise<Evidence['artifacts']> }

/**
 * Plays a scenario once, as one visitor, and reads the page at each of its steps that `jobs` ask for, in their order. Lighthouse listens in
 * timespan mode from one audited step to the next, so that a step has the requests that it caused. Every artifact of a load is there but:
 * `lighthouse`, whose scores are those of a first load (`not-attempted`); `document`, when the step loaded none (`not-attempted`);
 * `transport` and `notices`, which are asked once a site. A step that cannot be done ends the scenario: its page and the next ones are
 * `not-measured`, code `scenario`. The values of secrets are in no evidence, even where a page repeats them.
 */
export async function playScenario(browser: Browser, jobs: readonly LoadJob[], shared: LoadSettings, onBegin: (giveUp: GiveUp) => void): Promise<Evidence[]> {
  const [first] = jobs
  if (first?.scenario === undefined) throw new Error('These jobs are of no scenario')
  const { scenario } = first
  const settings = { ...shared, guard: withRanges(shared.guard, first.site?.allowPrivate) }
  const times = scenario.steps.filter(({ audit }) => audit).length
  const { bytes, requests, hosts } = defaultBudgets
  const proxy = await startProxy({ guard: settings.guard, budgets: { bytes: bytes * times, requests: requests * times, hosts, ms: settings.deadlineMs * times } })
  try {
    const visit = await openVisitor(browser, first.profile, proxy.port, settings.contact)
    try {
      await sendOwnHeaders(visit.page, settings.ownHeaders)
      const evidences = await playThrough(visit.page, proxy, scenario, jobs, settings, onBegin)
      const secrets = [...scenario.steps.flatMap(({ secret }) => (secret === undefined ? [] : process.env[secret] ?? [])), ...(settings.ownHeaders?.secrets ?? [])]
      return evidences.map((evidence) => ({ ...evidence, ...masked({ finalUrl: evidence.finalUrl, failure: evidence.failure, artifacts: evidence.artifacts }, secrets) }))
    } finally {
      await visit.close()
    }
  } finally {
    await proxy.close()
  }
}

async function playThrough(page: Page, proxy: Proxy, scenario: Scenario, jobs: readonly LoadJob[], settings: LoadSettings, onBegin: (giveUp: GiveUp) => void): Promise<Evidence[]> {
  const [claims, watch] = await Promise.all([watchCookieClaims(page), watchPage(page)])
  page.on('dialog', (dialog) => void (dialog.type() === 'beforeunload' ? dialog.accept() : dialog.dismiss()).catch(() => undefined))
  const giveUp: GiveUp = (failure) => {
    proxy.cutBy(failure)
    void page.close().catch(() => undefined)
  }
  onBegin(giveUp)
  const evidences: Evidence[] = []
  const evidenceOf = (job: LoadJob, startedAt: Date, outcome: Outcome): Evidence => ({ ...evidenceHead(job, settings, startedAt), ...throughUpstream(proxy), ...outcome })
  let stopped: Failure | null = null
  let [part, startedAt]: [Part | null, Date] = [null, new Date()]
  for (const [index, step] of scenario.steps.entries()) {
    const job = jobs.find((one) => one.page === step.id && step.audit)
    try {
      part ??= await listen({ job: job ?? firstOf(jobs), settings, page, claims, watch, exchanges: proxy.exchanges }, giveUp)
      await takeStep(page, step, { base: firstOf(jobs).url, hosts: scenario.hosts, stepMs: Math.min(stepMs, settings.deadlineMs / 3) }, process.env)
      if (!step.audit) continue
      part.load.job = job ?? part.load.job
      const outcome = await readStep(part, proxy, job, settings)
      if (job !== undefined) evidences.push(evidenceOf(job, startedAt, outcome))
      if (outcome.status === 'not-measured') stopped = { code: 'scenario', detail: cleanText(`The page of step ${index + 1} could not be read: ${outcome.failure?.code}`) }
      ;[part, startedAt] = [null, new Date()]
    } catch (error) {
      stopped = proxy.cut() ?? { code: 'scenario', detail: cleanText(`Step ${index + 1}, ${describeStep(step)}: ${gathererFailure(error).detail}`) }
    }
    if (stopped !== null) break
  }
  const unreached = jobs.filter(({ page: id }) => !evidences.some((evidence) => evidence.page === id))
  return [...evidences, ...unreached.map((job) => evidenceOf(job, startedAt, { finalUrl: null, status: 'not-measured', failure: stopped, artifacts: {} }))]
}

function firstOf(jobs: readonly LoadJob[]): LoadJob {
  const [first] = jobs
  if (first === undefined) throw new Error('A scenario is played for at least one page')
  return first
}

type Listening = Pick<Load, 'job' | 'settings' | 'page' | 'claims' | 'watch' | 'exchanges'>

/** Listens to the page from now on; `read` ends it. */
async function listen(what: Listening, giveUp: GiveUp): Promise<Part> {
  const load: Load = { ...what, finalUrl: '', loaded: false, log: startProtocolLog(), scrolledAt: null, refusedAt: null, cpuWaitShare: null, proven: async () => [], still: () => undefined }
  holdToLimits(what.page, load.log, giveUp)
  const artifacts: Evidence['artifacts'] = {}
  let [asked, failure]: [ReadonlySet<ArtifactName>, unknown] = [new Set(), null]
  const gatherer = new EvidenceGatherer(load, async () => {
    if (asked.size > 0) await readPage(load, asked, artifacts).catch((error: unknown) => { failure = error })
  })
  const config = lighthouseConfig({ profile: what.job.profile, deadlineMs: what.settings.deadlineMs, scored: false }, gatherer)
  const { endTimespan } = await startTimespan(what.page, { config, flags: { logLevel: 'silent' } })
  return {
    load,
    async read(names) {
      asked = names
      await endTimespan()
      if (failure !== null) throw failure
      return artifacts
    },
  }
}

/** Reads the page as a step left it; without a job, only ends what was listened to. */
async function readStep({ load, read }: Part, proxy: Proxy, job: LoadJob | undefined, { artifacts: wanted, deadlineMs }: LoadSettings): Promise<Outcome> {
  const document = mainDocument(await load.log.records())
  const asked = artifactsOf(load.job, wanted.filter((name) => !neverOnAStep.includes(name) && (document !== undefined || name !== 'document')))
  const refused = document === undefined ? null : documentFailure(document, load.job.url, proxy.exchanges())
  const clock = new AbortController()
  const late = setTimeout(deadlineMs, null, { signal: clock.signal, ref: false }).then(() => { throw new Error(`The step was not read in time: timeout of ${deadlineMs} ms`) })
  const crash = new Promise<never>((_, reject) => load.page.once('error', reject))
  try {
    const artifacts = await Promise.race([read(job === undefined || refused !== null ? new Set() : asked), late, crash])
    if (refused !== null) return { finalUrl: null, status: 'not-measured', failure: proxy.cut() ?? refused, artifacts: {} }
    if (wanted.includes('document') && document === undefined) artifacts.document = { ok: false, failure: sameDocument }
    if (wanted.includes('lighthouse')) artifacts.lighthouse = { ok: false, failure: notScored }
    const cut = proxy.cut() ?? firstCut(artifacts)
    return { finalUrl: cleanAddress(load.finalUrl), status: cut === null ? 'measured' : 'partial', failure: cut, artifacts }
  } catch (error) {
    return { finalUrl: null, status: 'not-measured', failure: proxy.cut() ?? gathererFailure(error), artifacts: {} }
  } finally {
    late.catch(() => undefined)
    clock.abort()
  }
}
