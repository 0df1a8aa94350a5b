import lighthouse from 'lighthouse'
import type * as LH from 'lighthouse/types/lh.js'
import type { Browser, Page } from 'puppeteer'
import { collectorVersions } from '#lib/collector-versions'
import { cleanAddress } from '#lib/web/address'
import { masked } from '#lib/words/mask'
import type { Evidence } from '#model/evidence'
import type { Failure } from '#model/failure'
import { weakened, withRanges } from '#effects/network/guard'
import { startProxy, type Proxy } from '#effects/network/proxy'
import { defaultBudgets, type Exchange } from '#effects/network/proxy-log'
import { isAccessibilityArtifact } from './accessibility/collectors.ts'
import { watchPage } from './accessibility/watch.ts'
import { spareBenchmark } from './benchmark-index.ts'
import { watchCookieClaims } from './cookie-claims.ts'
import { EvidenceGatherer } from './evidence-gatherer.ts'
import { documentFailure, gathererFailure, lighthouseFailure } from './failures.ts'
import { visitBefore } from './first-visit.ts'
import { artifactsOf, readPage } from './gatherers.ts'
import { lighthouseConfig } from './lighthouse-config.ts'
import { holdToLimits } from './limits.ts'
import { lighthouseScores } from './lighthouse-scores.ts'
import { protocolOf, type Load, type LoadJob, type LoadSettings, type ProvenPlaces } from './load.ts'
import { sendOwnHeaders } from './own-headers.ts'
import { mainDocument, startProtocolLog } from './protocol-log.ts'
import { retryAfterSeconds } from './retry-after.ts'
import { stepBegins } from './steps.ts'
import { openVisitor } from './visitor.ts'

/** Who follows a load: `began` is given the means to cut it, `still` hears that what remains is to wait and to read, `provenPlaces` judges what was read. */
export type Followed = { began?: (giveUp: GiveUp) => void; still?: () => void; provenPlaces?: ProvenPlaces }

/**
 * One load of one page, in a browser context and through a proxy of its own, and everything that was read of it.
 * A failure of the world is in the evidence; what throws is a bug or a browser that cannot be used any more.
 */
export async function loadPage(browser: Browser, job: LoadJob, shared: LoadSettings, followed: Followed = {}): Promise<Evidence> {
  stepBegins('open')
  const startedAt = new Date()
  const settings = { ...shared, guard: withRanges(shared.guard, job.site?.allowPrivate) }
  const proxy = await startProxy({ guard: settings.guard, budgets: { ...defaultBudgets, ms: settings.deadlineMs } })
  try {
    const visit = await openVisitor(browser, job.profile, proxy.port, settings.contact)
    try {
      await sendOwnHeaders(visit.page, settings.ownHeaders)
      const outcome = await readThrough(visit.page, proxy, job, settings, followed)
      return { ...evidenceHead(job, settings, startedAt), ...protocolOf(settings.waits), ...throughUpstream(proxy), ...masked(outcome, settings.ownHeaders?.secrets ?? []) }
    } finally {
      await visit.close()
    }
  } finally {
    await proxy.close()
  }
}

/** What an evidence says of its load, whatever came of it. */
export function evidenceHead(job: LoadJob, settings: LoadSettings, startedAt: Date): Omit<Evidence, keyof Outcome> {
  return {
    schema: 'trefle/evidence@1', run: settings.run, site: job.site?.id ?? null, page: job.page, role: job.role, url: job.url,
    pass: job.pass, ...(job.confirms && { confirms: job.confirms }), profile: job.profile, at: startedAt.toISOString(), durationMs: Date.now() - startedAt.getTime(),
    tools: settings.tools, collectors: { ...collectorVersions }, contended: false, weakened: weakened(settings.guard),
  }
}

/** Hosts that were reached through the organisation's proxy: what was checked here, what was left to it. */
export function throughUpstream(proxy: Proxy): Pick<Evidence, 'upstream'> {
  const hosts = (check: Exchange['upstream']) => [...new Set(proxy.exchanges().filter(({ upstream }) => upstream === check).map(({ host }) => host))].sort()
  const [checked, delegated] = [hosts('checked'), hosts('delegated')]
  return checked.length + delegated.length === 0 ? {} : { upstream: { checked, delegated } }
}

export type Outcome = Pick<Evidence, 'finalUrl' | 'status' | 'failure' | 'retryAfterSeconds' | 'cpuWaitShare' | 'artifacts'>

/** Cuts a load for a reason that is seen from outside. */
export type GiveUp = (failure: Failure) => void

async function readThrough(page: Page, proxy: Proxy, job: LoadJob, settings: LoadSettings, { began, still = () => undefined, provenPlaces = async () => [] }: Followed): Promise<Outcome> {
  const asked = artifactsOf(job, settings.artifacts)
  const artifacts: Evidence['artifacts'] = {}
  const load: Load = {
    // A load that confirms is made as the one that it confirms.
    job: { ...job, pass: job.confirms ?? job.pass }, settings, page, finalUrl: '', loaded: false, log: startProtocolLog(), claims: await watchCookieClaims(page), watch: await watchPage(page),
    exchanges: proxy.exchanges, scrolledAt: null, refusedAt: null, cpuWaitShare: null, still,
    proven: () => provenPlaces({ ...evidenceHead(job, settings, new Date()), finalUrl: cleanAddress(load.finalUrl), status: 'measured', failure: null, artifacts }, job.site),
  }
  const giveUp: GiveUp = (failure) => {
    proxy.cutBy(failure)
    void page.close().catch(() => undefined)
  }
  began?.(giveUp)
  holdToLimits(page, load.log, giveUp)
  const unvisited = job.pass === 'repeat' ? await visitBefore(load) : null
  const gatherer = new EvidenceGatherer(load, (open) => readPage(open, asked, artifacts))
  const config = lighthouseConfig({ profile: job.profile, deadlineMs: settings.deadlineMs, scored: asked.has('lighthouse') }, gatherer)
  stepBegins('lighthouse-start')
  spareBenchmark()
  const run = await untilCrash(page, lighthouse(job.url, { logLevel: 'silent' }, config, page))
  stepBegins('close')

  const document = mainDocument(await load.log.records())
  // A renderer that died aborts its document, which then looks like a download.
  const failure = run.failure?.code === 'crashed' ? run.failure : documentFailure(document, job.url, proxy.exchanges()) ?? run.failure
  // What was read of a page before we cut it is kept; a renderer that died by itself is asked again.
  const kept = run.read || (proxy.cut() !== null && Object.keys(artifacts).length > 0)
  if (failure !== null && !kept) return { finalUrl: null, status: 'not-measured', failure: proxy.cut() ?? failure, ...askedToWait(document), artifacts: {} }
  if (unvisited !== null) return { finalUrl: null, status: 'not-measured', failure: proxy.cut() ?? unvisited, artifacts: {} }
  if (asked.has('lighthouse')) artifacts.lighthouse = scoresOf(run)
  const cut = proxy.cut() ?? failure ?? (load.loaded ? firstCut(artifacts) : neverLoaded)
  return { finalUrl: cleanAddress(load.finalUrl), status: cut === null ? 'measured' : 'partial', failure: cut, ...(load.cpuWaitShare !== null && { cpuWaitShare: load.cpuWaitShare }), artifacts: { ...artifacts } }
}

function askedToWait(document: Parameters<typeof retryAfterSeconds>[0]): Pick<Evidence, 'retryAfterSeconds'> {
  const seconds = retryAfterSeconds(document, new Date())
  return seconds === undefined ? {} : { retryAfterSeconds: seconds }
}

const neverLoaded: Failure = { code: 'timeout', detail: 'The load event did not come in time: what had arrived was read' }

/** Lighthouse's run: `read` is true when the page was read by our gatherer, which Lighthouse does only on a page that it accepts. */
type Run = { result: LH.RunnerResult | undefined; failure: Failure | null; read: boolean }

/** A renderer that dies is told by the page, long before Lighthouse would give up. */
async function untilCrash(page: Page, running: Promise<LH.RunnerResult | undefined>): Promise<Run> {
  const crash = new Promise<never>((_, reject) => page.once('error', reject))
  try {
    const result = await Promise.race([running, crash])
    const error = result?.lhr.runtimeError
    return { result, failure: error ? lighthouseFailure(error.code, error.message) : null, read: !error }
  } catch (error) {
    running.catch(() => undefined)
    return { result: undefined, failure: gathererFailure(error), read: false }
  }
}

function scoresOf({ result, failure }: Run): NonNullable<Evidence['artifacts']['lighthouse']> {
  if (result !== undefined) return { ok: true, value: lighthouseScores(result) }
  return { ok: false, failure: failure ?? { code: 'collector', detail: 'Lighthouse gave no result' } }
}

/**
 * The first artifact that was cut short; one that the page simply does not offer cuts nothing, and a check of accessibility
 * that did not end leaves its own verdict unknown and the others as they are.
 */
export function firstCut(artifacts: Evidence['artifacts']): Failure | null {
  const failures = Object.entries(artifacts).flatMap(([name, artifact]) => (artifact && !artifact.ok && !isAccessibilityArtifact(name) ? [artifact.failure] : []))
  return failures.find((failure) => failure.code !== 'not-attempted') ?? null
}
