import { z } from 'zod'
import { Pass, Profile } from '#model/evidence'
import { Failure } from '#model/failure'
import { Finding } from '#model/outcome'
import { Instant, Pillar, Quantity, Unit } from '#model/quantity'
import { AuditId, AuditResult, Loads } from '#model/result'
import { RequestArtifact } from '#model/network-evidence'

/*
 * The contract trefle/check@1: what `trefle check --format json` writes, what every other output is drawn from, and what
 * `--reference` reads again. Only additions are allowed within this version: readers must let pass the fields that they do not know.
 */

/**
 * A figure that a budget may bound: the measure of an audit (`sobriety/page-weight`), one of its further values
 * (`sobriety/page-weight#initial`), a sum over the requests of one kind or of others' hosts (`resources/script#bytes`,
 * `resources/third-party#count`), or a metric of Lighthouse (`lighthouse/largest-contentful-paint`).
 */
export const ValueId = z.string().regex(/^([a-z]+\/[a-z0-9-]+)(#[a-zA-Z][\w-]*)?$/)
export type ValueId = z.infer<typeof ValueId>

export const Level = z.enum(['off', 'warn', 'error'])
export type Level = z.infer<typeof Level>

/** Where on the web something is said, whatever host answered: what a reference on another host is compared by. */
export const PageKey = z.string().max(2200)

/**
 * `template`: shared by pages, or a style, script or font of the site. `content`: of one page, what an editor puts in. `third-party`: comes
 * from a host that is not the organisation's. `network`: the same thing, carried otherwise (compression, failure, server). A label is a
 * likely cause, never a proof; null when nothing tells.
 */
export const Cause = z.enum(['template', 'content', 'third-party', 'network'])
export type Cause = z.infer<typeof Cause>

/** One request of a page, as far as two visits can be compared by it. */
export const Resource = z.object({
  url: z.string().max(2048),
  kind: RequestArtifact.shape.kind,
  transferBytes: z.int().nonnegative(),
  resourceBytes: z.int().nonnegative(),
  thirdParty: z.boolean(),
  status: z.int().nullable(),
})
export type Resource = z.infer<typeof Resource>

/** What a page is made of. A list is null when it could not be read. */
export const Inventory = z.object({
  resources: z.array(Resource).nullable(),
  /** Parts of the page by their place, and how many elements each holds. */
  dom: z.array(z.object({ place: z.string().max(300), elements: z.int().nonnegative() })).nullable(),
  /** "name domain" of each cookie, "name origin" of each thing stored: never a value. */
  cookies: z.array(z.string().max(600)).nullable(),
  /** Hosts outside the site, with the bytes they sent. */
  hosts: z.array(z.object({ host: z.string().max(255), transferBytes: z.int().nonnegative() })).nullable(),
})
export type Inventory = z.infer<typeof Inventory>

export const CheckedPage = z.object({
  url: z.string(),
  /** Step of the scenario, when there is one. */
  step: z.string().optional(),
  finalUrl: z.string().nullable(),
  pass: Pass,
  profile: Profile,
  /** Spread of several loads: [lowest, median, highest, loads that could say] by audit. */
  loads: Loads.optional(),
  status: z.enum(['measured', 'partial', 'not-measured']),
  failure: Failure.nullable(),
  contended: z.boolean(),
  weakened: z.array(z.string()),
  results: z.array(AuditResult),
  /** Path and step: names the page on any host. Of a page that is compared with another, the path of that one. */
  key: PageKey.optional(),
  /** Addresses under which the site lies, this page's and those of the page that it is compared with: below them, the same path is the same thing. */
  bases: z.array(z.string()).optional(),
  /** Every figure that a budget may bound, of the load that speaks for the page. What is unknown has no entry. */
  figures: z.record(ValueId, Quantity).optional(),
  /** The same figures at every load that could say: what the spread and the tests rest on. */
  samples: z.record(ValueId, z.array(z.number())).optional(),
  /** How often each gap (by its fingerprint) was seen at each load, when there were several. */
  sightings: z.record(z.string(), z.array(z.int().nonnegative())).optional(),
  inventory: Inventory.optional(),
})
export type CheckedPage = z.infer<typeof CheckedPage>

/** How a budget was judged on one page. */
export const BudgetTest = z.object({
  /**
   * `limit`: the figure of the load, or of every load, against the limit. `all-loads-alike`: the loads of each side agree to the unit.
   * `welch`: no load of one side stands among those of the other, and the one-sided test of Welch (1947), held to 5 % over all budgets of
   * the check by Holm (1979), sees the change beyond the limit. `gaps`: what was seen at every load.
   */
  name: z.enum(['limit', 'all-loads-alike', 'welch', 'gaps']),
  candidateLoads: z.int().nonnegative(),
  referenceLoads: z.int().nonnegative().optional(),
  /** Of the test of Welch, before Holm's correction. */
  pValue: z.number().min(0).max(1).optional(),
})

/**
 * `unstable`: loads do not agree, so that nothing was judged. `learning`: there is nothing yet to compare with. `unmeasured`: the figure is
 * unknown. None of the three is a pass nor a fail.
 */
export const BudgetOutcome = z.enum(['pass', 'warn', 'fail', 'unstable', 'learning', 'unmeasured'])
export type BudgetOutcome = z.infer<typeof BudgetOutcome>

export const JudgedBudget = z.object({
  /** Stable: value, kind and page. */
  id: z.string(),
  value: ValueId,
  /** `max` and `min` bound the figure, `increase` how far it may worsen from the reference, `drift` asks that it does not worsen at all, `gaps` bounds what may be found. */
  kind: z.enum(['max', 'min', 'increase', 'drift', 'gaps']),
  level: Level.exclude(['off']),
  outcome: BudgetOutcome,
  /** French sentence: what was measured, the limit, and why it is unstable or unknown. */
  message: z.string(),
  scope: z.object({ page: PageKey, url: z.string(), pass: Pass, profile: Profile, /** Address pattern of the rule, when it has one. */ pattern: z.string().optional() }),
  unit: Unit.nullable(),
  /** Null when there was none to compute (no reference). */
  limit: z.number().nullable(),
  measured: z.number().nullable(),
  reference: z.number().nullable().optional(),
  /** [lowest, highest] of the loads. */
  spread: z.tuple([z.number(), z.number()]).optional(),
  test: BudgetTest,
  /** Set when the baseline accepts a figure beyond the limit that was written (`bound`): the budget is then held to it. */
  accepted: z.number().optional(),
  bound: z.number().optional(),
  /** Why an error is told as a warning: the audit is newer than the ruleset, or a waiver holds. */
  softened: z.enum(['ruleset', 'waiver']).optional(),
})
export type JudgedBudget = z.infer<typeof JudgedBudget>

/** One gap of one page, under a name that survives moved lines and changed values. Several places that share it are one. */
export const GateFinding = z.object({
  fingerprint: z.string().regex(/^f[0-9a-f]{12}$/),
  rule: AuditId,
  pillar: Pillar.exclude(['transverse']),
  /** What it is held to by the budgets; `off` when no budget speaks of it. */
  level: Level,
  /** `known`: in the baseline or in the reference. `seen-once`: not at every load, so that it decides nothing. */
  status: z.enum(['new', 'known', 'waived', 'seen-once']),
  page: PageKey,
  url: z.string(),
  pass: Pass,
  profile: Profile,
  /** How many places share the fingerprint, and how many of them are known. */
  count: z.int().positive(),
  knownCount: z.int().nonnegative(),
  /** The first of them, in full. */
  finding: Finding,
  title: z.string(),
  why: z.string(),
  mend: z.string(),
  cause: Cause.nullable(),
  softened: z.enum(['ruleset', 'waiver']).optional(),
  waiver: z.object({ reason: z.string(), owner: z.string(), until: z.iso.date() }).optional(),
  /** One command that shows it again, on one's own machine. */
  reproduce: z.string(),
})
export type GateFinding = z.infer<typeof GateFinding>

/** One thing that is not as the reference has it. The heaviest first. */
export const Change = z.object({
  page: PageKey,
  url: z.string(),
  pass: Pass,
  profile: Profile,
  kind: z.enum(['resource', 'dom', 'cookie', 'host', 'rule']),
  change: z.enum(['appeared', 'grew', 'shrank', 'gone']),
  /** What: an address, a place of the page, a cookie and its domain, a host, or the sentence of a finding. */
  what: z.string(),
  /** Bytes on the wire, more (positive) or fewer. */
  deltaBytes: z.number().nullable(),
  /** By the model SWDM v4 on the world's electricity, as `sobriety/page-carbon`. */
  deltaGramsCO2e: z.number().nullable(),
  deltaElements: z.int().nullable(),
  cause: Cause.nullable(),
  mend: z.string(),
  reproduce: z.string(),
})
export type Change = z.infer<typeof Change>

/** What the check decided, and what it rests on. */
export const Gate = z.object({
  /** `none`: no budget was asked for. `learning`: what could be judged passes, and there is nothing yet to compare with. `undecided`: unmeasured, or unstable. */
  outcome: z.enum(['none', 'pass', 'warn', 'fail', 'learning', 'undecided']),
  exitCode: z.union([z.literal(0), z.literal(1), z.literal(3)]),
  /** French sentences, the most important first. */
  reasons: z.array(z.string()),
  ruleset: z.string(),
})
export type Gate = z.infer<typeof Gate>

export const CheckReport = z.object({
  schema: z.literal('trefle/check@1'),
  tool: z.object({ trefle: z.string() }).catchall(z.string()),
  pages: z.array(CheckedPage),
  /** The same defect said once over the pages. */
  defects: z.array(z.object({ audit: AuditId, message: z.string(), place: z.string().optional(), pages: z.array(z.string()), count: z.int().positive(), example: Finding })),
  at: Instant.optional(),
  gate: Gate.optional(),
  coverage: z.object({ asked: z.int(), measured: z.int(), partial: z.int(), notMeasured: z.int(), /** Pages that are known and were not asked for, and by what. */ leftOut: z.int() }).optional(),
  budgets: z.array(JudgedBudget).optional(),
  findings: z.array(GateFinding).optional(),
  changes: z.array(Change).optional(),
  reference: z.object({ name: z.string(), at: Instant.nullable(), /** Measured in this very check, in turn with the candidate. */ interleaved: z.boolean() }).nullable().optional(),
  baseline: z.object({
    file: z.string(),
    /** Debts that are no more, and can leave the file (`--update-baseline`). */
    paid: z.array(z.object({ name: z.string(), page: PageKey, rule: z.string(), message: z.string() })),
    new: z.int().nonnegative(),
    known: z.int().nonnegative(),
  }).nullable().optional(),
  /** Waivers that no longer hold, and those that met nothing. */
  waivers: z.array(z.object({ reason: z.string(), owner: z.string(), until: z.iso.date(), state: z.enum(['expired', 'unused']) })).optional(),
  shard: z.object({ index: z.int().positive(), of: z.int().positive() }).optional(),
})
export type CheckReport = z.infer<typeof CheckReport>
