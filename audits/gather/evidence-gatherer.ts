import { Gatherer } from 'lighthouse'
import type * as LH from 'lighthouse/types/lh.js'
import { cpuWaitUnder, waitShare } from '#effects/visits/cpu-wait'
import type { Load } from './load.ts'
import { stepBegins } from './steps.ts'

/**
 * Lighthouse clears its throttling with zeros, which Chromium takes for an unknown network: it then fetches lazy images three
 * screens ahead instead of one. A rate of -1 gives the network back as it is.
 */
const unthrottled = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 }

/**
 * Our reading of the page, at the one moment that Lighthouse leaves for it: after its own artifacts, before the page is
 * closed. The log of the network begins with the navigation and goes on until then.
 */
export class EvidenceGatherer extends Gatherer {
  override meta: LH.Gatherer.GathererMeta = { supportedModes: ['navigation', 'timespan'] }
  readonly #load: Load
  readonly #read: (load: Load) => Promise<void>
  #atStart: Awaited<ReturnType<typeof cpuWaitUnder>> = new Map()

  constructor(load: Load, read: (load: Load) => Promise<void>) {
    super()
    this.#load = load
    this.#read = read
  }

  override async startInstrumentation({ driver }: LH.Gatherer.Context): Promise<void> {
    this.#load.log.listen(driver)
    await driver.defaultSession.sendCommand('Network.emulateNetworkConditions', unthrottled)
    stepBegins('navigation')
    this.#atStart = await cpuWaitUnder(process.pid)
  }

  /** Before the page is read: what reading costs is no disturbance of the load. */
  override async stopInstrumentation(): Promise<void> {
    this.#load.cpuWaitShare = waitShare(this.#atStart, await cpuWaitUnder(process.pid))
    stepBegins('lighthouse-artifacts')
  }

  override async getArtifact({ baseArtifacts }: LH.Gatherer.Context): Promise<never> {
    this.#load.finalUrl = baseArtifacts.URL.finalDisplayedUrl
    await this.#read(this.#load)
    stepBegins('lighthouse-scores')
    // Lighthouse drops an audit whose artifact is undefined, and types its own artifacts only: what was read went to the evidence.
    return {} as never
  }
}
