import type { z } from 'zod'
import type { ArtifactName, Artifacts, Pass, Profile } from '#model/evidence'
import type { Verdict } from '#model/outcome'
import type { Site, PageRole } from '#model/site'
import type { Territory } from '#model/territory'
import type { Quantity, Period, Pillar, Unit } from '#model/quantity'
import type { PlacesReading } from '#model/place'
import type { Reference } from '#model/reference'
import type { AuditText } from '#model/publication'
import type { PageRecord, RunRecord } from '#model/result'
import type { Observation, MetricId } from '#model/observation'
import type { CommitmentStatus } from '#model/commitment'
import type { FactorBook } from '#model/factor'
import type { CatalogueId, Direction, IndicatorText, Measure, TargetStyle } from '#model/indicator'
import type { Theme } from '#model/theme'
import type { ImportReport, Source } from '#model/source'
import type { InventoryFile, MatchesFile, PurchaseFile } from '#model/local-inventory'
import type { Registry } from '#model/third-party'

/** What an audit may know beside the artifacts it declared: nothing of the clock, the disk or the network. */
export type AuditContext = {
  /** The site as declared; null for an address given on the command line. */
  site: Site | null
  role: PageRole
  url: string
  finalUrl: string
  pass: Pass
  profile: Profile
  /** True when timings were disturbed: a timing-based score is then not published. */
  contended: boolean
  /** Instant of the load, so that "older than three years" needs no clock. */
  at: string
  factors: FactorBook
  registry: Registry
}

export type AuditVerdict = Verdict & { details?: Record<string, Quantity> }

/**
 * One audit, one file: audits/<pillar>/<id>.ts, default export. Found by reading the folder.
 * `judge` is pure: same artifacts, same verdict. It receives only what it lists in `needs`;
 * when one of these is missing the runner answers `unknown` with the failure, and `judge` is not called.
 * What it lists in `wants` is given when there is one: the home page's plain-http answer, for example.
 */
export type AuditDefinition<K extends ArtifactName = ArtifactName, W extends ArtifactName = ArtifactName> = {
  /** Raised whenever the same evidence could give another verdict: the series then shows a break. A change of what is read counts by itself (src/lib/collector-versions.ts). */
  method: number
  unit: Unit | null
  /** Units of the further values given in `details`. */
  details?: Record<string, Unit>
  needs: readonly K[]
  wants?: readonly W[]
  /** Passes on which this audit is judged. Default: cold. */
  passes?: readonly Pass[]
  /**
   * Set when a failure says that somebody did not respect a choice: it is published only if a second load, in a fresh context, sees it too.
   * The measure is then the number of findings that accuse, and these come first.
   */
  accuses?: true
  references: readonly Reference[]
  text: AuditText
  limits: readonly string[]
  /** A verdict that stands whatever else is missing, asked before anything is missed; null when there is none. */
  settled?(given: Partial<Artifacts>): AuditVerdict | null
  judge(artifacts: Pick<Artifacts, K> & Partial<Pick<Artifacts, W>>, context: AuditContext): AuditVerdict
}

export function defineAudit<const K extends ArtifactName, const W extends ArtifactName = never>(
  definition: AuditDefinition<K, W>,
): AuditDefinition<K, W> {
  return definition
}

/** A page that was read, as a check over several pages sees it. */
export type PageSeen<K extends ArtifactName, W extends ArtifactName = never> = {
  /** Its id among the pages of the site: a finding names it, since an address may have been redirected. */
  page: string | null
  role: PageRole
  /** Where the page was read, after redirects. */
  url: string
  artifacts: Pick<Artifacts, K> & Partial<Pick<Artifacts, W>>
}

/**
 * What only several pages of a site can show, one file: audits/<pillar>/site/<id>.ts, default export. `judge` is pure. It receives the
 * pages of one run that were wholly read and have all that `needs` lists, in the order of the site's sample; never none. The
 * verdict is written with those of the home page.
 */
export type SiteAuditDefinition<K extends ArtifactName = ArtifactName, W extends ArtifactName = ArtifactName> =
  Pick<AuditDefinition<K, W>, 'method' | 'unit' | 'details' | 'needs' | 'wants' | 'references' | 'text' | 'limits'> & {
    passes?: undefined
    accuses?: undefined
    judge(pages: readonly PageSeen<K, W>[]): AuditVerdict
  }

export function defineSiteAudit<const K extends ArtifactName, const W extends ArtifactName = never>(
  definition: SiteAuditDefinition<K, W>,
): SiteAuditDefinition<K, W> {
  return definition
}

/** Passes on which an audit is judged; one that accuses is judged again on a load that confirms. */
export function passesOf({ passes = ['cold'], accuses }: Pick<AuditDefinition, 'passes' | 'accuses'> | SiteAuditDefinition): Pass[] {
  return accuses ? [...passes, 'confirm'] : [...passes]
}

/** The record as an indicator sees it; only what it declared in `reads` is filled. */
export type Facts = {
  territory: Territory
  sites: readonly Site[]
  /** Oldest first. */
  runs: readonly RunRecord[]
  pages: readonly PageRecord[]
  /** Without the superseded and withdrawn lines. */
  observations: readonly Observation[]
  factors: FactorBook
  /** Every other indicator, as it was known at the period. */
  indicators?: readonly KnownIndicator[]
  /** The promises of the record, as they stood at the period. */
  promises?: readonly KnownPromise[]
}

/** What an indicator about indicators may know of another one. `ageDays` is null when it never had data, or none with a date. */
export type KnownIndicator = { id: string; pillar: Pillar; title: string; freshDays: number; ageDays: number | null }

/** What an indicator about promises may know of one. `dated`: it has a target and its due day, or was declared done. */
export type KnownPromise = { text: string; dated: boolean; due: string | null; status: CommitmentStatus; because: string }

/**
 * One indicator, one file: src/indicators/<pillar>/<id>.ts, default export.
 * `compute` is pure. Cadence `run`: one point a run, the period is the run's day and `facts.pages` holds that run only.
 * Cadence `month` or `year`: one point a period that has observations of `reads.metrics`.
 */
export type IndicatorDefinition = {
  method: number
  unit: Unit
  direction: Direction
  cadence: 'run' | 'month' | 'year'
  freshDays: number
  references: readonly Reference[]
  /** Absent for an indicator that stands beside the catalogue. */
  catalogue?: CatalogueId
  theme?: Theme
  targetStyle?: TargetStyle
  /** In words, for the page: "pages lues / pages demandées". */
  formula?: string
  /** The value is hidden (`suppressed`) when it rests on fewer things than this. */
  smallest?: number
  /** `beside`: metrics that it also needs, and that make no point of the series by themselves. */
  reads: { audits?: readonly string[]; metrics?: readonly MetricId[]; beside?: readonly MetricId[]; factors?: readonly string[]; indicators?: boolean; promises?: boolean }
  text: IndicatorText
  compute(facts: Facts, period: Period): Measure
}

export function defineIndicator(definition: IndicatorDefinition): IndicatorDefinition {
  return definition
}

/** The effects that a connector's `fetch` receives; nothing else touches the world. */
export type Io = {
  /** Bytes of a file of the territory folder. Throws a UsageError that names the file. */
  readFile(path: string): Promise<Uint8Array>
  /** Files of a folder of the territory folder, by name: paths for `readFile`. Folders inside it are not entered. */
  listFiles(folder: string): Promise<string[]>
  /** Guarded HTTP request. `follow: false` gives a redirect back as it is: for a request that carries a secret of its own. */
  request(url: string, options?: { method?: 'GET' | 'POST'; headers?: Record<string, string>; body?: string; follow?: boolean }): Promise<{ status: number; headers: Record<string, string>; body: Uint8Array }>
  /** Value of an environment variable named in the settings; never a secret in a file. */
  secret(name: string): string
  now(): string
}

/**
 * A word of the source that Trèfle did not understand, or understood with a guess, and how many devices bear it. For the
 * person at the terminal: it may hold anything and is never written.
 */
export type LocalWord =
  | { kind: 'state' | 'organisation'; word: string; devices: number }
  | { kind: 'type'; type: string; maker: string; model: string; guess: string | null; devices: number }

/** `places`: what a source says of help places beside its figures; the last reading is kept in places/<source>.json. */
export type Parsed = { observations: Observation[]; report: ImportReport; words?: readonly LocalWord[]; places?: PlacesReading }

/** What a territory has written of its own words: inventory.yml and matches.yml, and the bytes of its finance files. */
export type LocalInventory = { inventory: InventoryFile; matches: MatchesFile; purchases: readonly (PurchaseFile & { bytes: Uint8Array })[] }

/**
 * One connector, one file: scripts/connectors/<id>.ts, default export. `fetch` is impure and tiny, `parse` is pure:
 * it aggregates before anything is written, so that no person, serial or address reaches datasets/.
 */
export type ConnectorDefinition<C extends z.ZodType = z.ZodType> = {
  title: string
  settings: C
  fetch(settings: z.infer<C>, io: Io): Promise<Uint8Array>
  parse(raw: Uint8Array, settings: z.infer<C>, context: { source: Source; territory: Territory; at: string; factors: FactorBook; local?: LocalInventory }): Parsed
}

export function defineConnector<C extends z.ZodType>(definition: ConnectorDefinition<C>): ConnectorDefinition<C> {
  return definition
}
