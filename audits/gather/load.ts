import type { Page } from 'puppeteer'
import type { ArtifactName, ConfirmedPass, Evidence, Pass, Profile } from '#model/evidence'
import type { Scenario } from '#model/scenario'
import type { PageRole, Site } from '#model/site'
import type { Exchange } from '#effects/network/proxy-log'
import type { Guard } from '#effects/network/guard'
import type { Watch } from './accessibility/watch.ts'
import type { CookieClaim } from './cookie-claims.ts'
import type { OwnHeaders } from './own-headers.ts'
import type { ProtocolLog } from './protocol-log.ts'

/** One page to load, once, in one pass; `confirms` says which pass a load of `confirm` does again, `scenario` of which one the page is a step. */
export type LoadJob = { url: string; role: PageRole; site: Site | null; page: string | null; pass: Pass; confirms?: ConfirmedPass | undefined; profile: Profile; scenario?: Scenario | undefined }

/** Pauses around the scroll, in milliseconds. */
export type Waits = { beforeScrollMs: number; afterScrollMs: number }

/**
 * The protocol of the EcoIndex API (EcoIndex_python 3.17, WAIT_BEFORE_SCROLL and WAIT_AFTER_SCROLL):
 * three seconds after the load event, scroll to the bottom, three seconds more, then count.
 */
export const ecoindexWaits: Waits = { beforeScrollMs: 3000, afterScrollMs: 3000 }

/** Name and version of the protocol, as evidence says it when its waits were kept. */
export function protocolOf({ beforeScrollMs, afterScrollMs }: Waits): Pick<Evidence, 'protocol'> {
  const kept = beforeScrollMs >= ecoindexWaits.beforeScrollMs && afterScrollMs >= ecoindexWaits.afterScrollMs
  return kept ? { protocol: 'EcoIndex_python 3.17' } : {}
}

/** What every load of a run shares. It crosses the border between processes: plain data only. */
export type LoadSettings = {
  run: string
  guard: Omit<Guard, 'resolve' | 'allowPrivateRanges'> & { allowPrivateRanges?: string[] | undefined }
  spkiHashes: string[]
  contact: string
  artifacts: ArtifactName[]
  waits: Waits
  deadlineMs: number
  tools: Evidence['tools']
  /** Fields for the audited site alone, from the environment of the command. */
  ownHeaders?: OwnHeaders | undefined
}

/** The paths of the places where evidence, as far as it is read, proves a failure of accessibility. */
export type ProvenPlaces = (evidence: Evidence, site: Site | null) => Promise<readonly string[]>

/** A load in progress, as the gatherers see it. */
export type Load = {
  job: LoadJob
  settings: LoadSettings
  page: Page
  /** Address of the main document once it has settled. */
  finalUrl: string
  /** Whether the load event came before the page was read. */
  loaded: boolean
  log: ProtocolLog
  claims: readonly CookieClaim[]
  watch: Watch
  exchanges(): readonly Exchange[]
  /** The places where what was read so far proves a failure; none where nobody judges. */
  proven(): Promise<readonly string[]>
  /** Called when the site is asked for nothing more, but for its documents: what remains is to wait and to read. */
  still(): void
  /** Length of the protocol log when the scroll began; null before. */
  scrolledAt: number | null
  /** Length of the protocol log when the refusal was activated; null when none was. */
  refusedAt: number | null
  /** Share of the load in which the page, its browser and its proxy waited for a processor; null before its end, or where the system does not say. */
  cpuWaitShare: number | null
}
