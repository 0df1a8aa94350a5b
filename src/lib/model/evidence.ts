import { z } from 'zod'
import { accessibilitySchemas } from './accessibility-evidence.ts'
import { captured, Failure } from './failure.ts'
import { Notice } from './notice.ts'
import { DocumentArtifact, RequestArtifact } from './network-evidence.ts'
import { PageRole } from './site.ts'
import { AxeArtifact, LighthouseArtifact } from './tool-evidence.ts'
import { Instant, Slug } from './quantity.ts'
import { SecurityTxt } from './security-txt.ts'

/** A choice of work on a page, each with evidence of its own. */
export const Pass = z.enum(['cold', 'repeat', 'refusal', 'confirm', 'mobile'])
export type Pass = z.infer<typeof Pass>

/** The passes whose findings are looked at a second time before they are published. */
export const ConfirmedPass = z.enum(['cold', 'refusal'])
export type ConfirmedPass = z.infer<typeof ConfirmedPass>

/** Desktop is 1920×1080, mobile is 412×823. */
export const Profile = z.enum(['desktop', 'mobile'])
export type Profile = z.infer<typeof Profile>

/** Text read on a page, already cleaned at the border: NFC, no control or bidi characters, capped. */
const Text = z.string().max(300)
/** An address without query string values, capped. */
const Address = z.string().max(2048)

/** Three official counting rules, named (methodology B.2), and a few shapes. */
export const DomArtifact = z.strictObject({
  /** EcoIndex_python 3.17 rule: every element, open shadow roots pierced, without descendants of light-DOM svg. */
  ecoindexNodes: z.int().nonnegative(),
  bodyNodes: z.int().nonnegative(),
  allNodes: z.int().nonnegative(),
  maxDepth: z.int().nonnegative(),
  iframes: z.int().nonnegative(),
  /** The parts of the page that hold the most elements, by their place: what grows from one version to the next shows there. */
  parts: z.array(z.strictObject({ selector: Text, elements: z.int().positive() })).max(60).optional(),
})

export const PageTextArtifact = z.strictObject({
  title: Text,
  lang: Text.nullable(),
  /** True when every visible text has an ancestor with a lang attribute (RGAA 8.3.1). */
  everyTextHasLang: z.boolean(),
  generator: Text.nullable(),
  h1: z.array(Text).max(20),
  /** Visible text, cleaned, white space folded, capped at 40 000 characters. */
  visibleText: z.string().max(40_000),
  hasForm: z.boolean(),
  metaCsp: z.array(z.string().max(4096)).max(5),
})

export const LinkArtifact = z.strictObject({
  url: Address,
  text: Text,
  selector: Text,
  rel: Text,
})

/** A cookie of the jar, without its value. */
export const CookieArtifact = z.strictObject({
  name: Text,
  domain: z.string().max(255),
  path: z.string().max(1024),
  sameSite: z.enum(['Strict', 'Lax', 'None']).nullable(),
  secure: z.boolean(),
  httpOnly: z.boolean(),
  /** Days of life that the jar keeps (Chromium caps at 400); null for a session cookie. */
  jarDays: z.number().nullable(),
  /** Days of life that the header or the script claimed; null when not seen or a session cookie. */
  claimedDays: z.number().nullable(),
  valueLength: z.int().nonnegative(),
  firstParty: z.boolean(),
})

export const StorageArtifact = z.strictObject({
  origin: z.string().max(300),
  kind: z.enum(['local', 'session', 'indexeddb']),
  name: Text,
  valueLength: z.int().nonnegative().nullable(),
})

export const ImageArtifact = z.strictObject({
  url: Address,
  selector: Text,
  naturalWidth: z.int().nonnegative(),
  naturalHeight: z.int().nonnegative(),
  displayedWidth: z.number().nonnegative(),
  displayedHeight: z.number().nonnegative(),
  mimeType: z.string().max(200),
  transferBytes: z.int().nonnegative().nullable(),
  lazy: z.boolean(),
})

/** Text boxes that are cut when the page is laid out at half its width (200 % zoom). */
export const TextZoomArtifact = z.strictObject({
  widthPx: z.int(),
  clipped: z.array(z.strictObject({ selector: Text, text: Text, hiddenPx: z.number() })).max(100),
  clippedCount: z.int().nonnegative(),
  /** Texts that lie on one another, and did not before. */
  overlapping: z.array(z.strictObject({ selector: Text, text: Text, other: Text })).max(50).optional(),
  /** Content of the viewport meta, by which a page may forbid zoom; null when there is none. */
  viewport: Text.nullable().optional(),
})

/** What a control of a banner is for, by its accessible name: `acknowledge` is "OK", which agrees to nothing by name. */
export const ConsentRole = z.enum(['accept', 'refuse', 'acknowledge', 'settings', 'other'])
export type ConsentRole = z.infer<typeof ConsentRole>

/** One control of the first layer of a banner, and how much it shows. */
export const ConsentControl = z.strictObject({
  text: Text,
  role: ConsentRole,
  selector: Text,
  widthPx: z.number().nonnegative(),
  heightPx: z.number().nonnegative(),
  fontPx: z.number().nonnegative(),
  /** Has a border or a background of its own, as a button does. */
  boxed: z.boolean(),
  /** WCAG contrast of its text; null when its background is an image, a gradient or see-through. */
  contrast: z.number().min(1).max(21).nullable(),
})
export type ConsentControl = z.infer<typeof ConsentControl>

/** The consent banner as seen without a click, and what a refusal did (pass "refusal" only). */
export const ConsentArtifact = z.strictObject({
  bannerSeen: z.boolean(),
  acceptText: Text.nullable(),
  refuseText: Text.nullable(),
  /** True when a refusal was activated and the banner did not come back on the next load. */
  refused: z.boolean(),
  /** How the banner was found, or refused: a rule of the library by its name, a rule of ours, or the names of its controls. */
  method: Text.nullable(),
  /** Every control of its first layer. */
  controls: z.array(ConsentControl).max(20).optional(),
  /** True when it stands in a frame, of which less is seen. */
  inFrame: z.boolean().optional(),
  /** How many activations the refusal took; null when none was made. */
  clicks: z.int().nonnegative().nullable().optional(),
})

/** http:// variant of the page: asked once per site by the guarded client, on the home page. */
export const TransportArtifact = z.strictObject({
  httpStatus: z.int().nullable(),
  httpRedirectsTo: Address.nullable(),
  httpFailure: Failure.nullable(),
})

/** Every artifact that an audit may need. The key is the name used in `needs`. */
export const artifactSchemas = {
  document: DocumentArtifact,
  requests: z.array(RequestArtifact).max(5000),
  dom: DomArtifact,
  text: PageTextArtifact,
  links: z.array(LinkArtifact).max(5000),
  axe: AxeArtifact,
  lighthouse: LighthouseArtifact,
  cookies: z.array(CookieArtifact).max(1000),
  storage: z.array(StorageArtifact).max(1000),
  images: z.array(ImageArtifact).max(2000),
  textZoom: TextZoomArtifact,
  consent: ConsentArtifact,
  transport: TransportArtifact,
  securityTxt: SecurityTxt,
  notices: z.array(Notice).max(4),
  ...accessibilitySchemas,
} as const

export type Artifacts = { [K in keyof typeof artifactSchemas]: z.infer<(typeof artifactSchemas)[K]> }
export type ArtifactName = keyof Artifacts

const capturedArtifacts = {
  document: captured(artifactSchemas.document).optional(),
  requests: captured(artifactSchemas.requests).optional(),
  dom: captured(artifactSchemas.dom).optional(),
  text: captured(artifactSchemas.text).optional(),
  links: captured(artifactSchemas.links).optional(),
  axe: captured(artifactSchemas.axe).optional(),
  lighthouse: captured(artifactSchemas.lighthouse).optional(),
  cookies: captured(artifactSchemas.cookies).optional(),
  storage: captured(artifactSchemas.storage).optional(),
  images: captured(artifactSchemas.images).optional(),
  textZoom: captured(artifactSchemas.textZoom).optional(),
  consent: captured(artifactSchemas.consent).optional(),
  transport: captured(artifactSchemas.transport).optional(),
  securityTxt: captured(artifactSchemas.securityTxt).optional(),
  notices: captured(artifactSchemas.notices).optional(),
  source: captured(artifactSchemas.source).optional(),
  markup: captured(artifactSchemas.markup).optional(),
  structure: captured(artifactSchemas.structure).optional(),
  wording: captured(artifactSchemas.wording).optional(),
  fields: captured(artifactSchemas.fields).optional(),
  styles: captured(artifactSchemas.styles).optional(),
  movement: captured(artifactSchemas.movement).optional(),
  downloads: captured(artifactSchemas.downloads).optional(),
  contents: captured(artifactSchemas.contents).optional(),
  navigation: captured(artifactSchemas.navigation).optional(),
  siteMap: captured(artifactSchemas.siteMap).optional(),
  reflow: captured(artifactSchemas.reflow).optional(),
  textSpacing: captured(artifactSchemas.textSpacing).optional(),
  keyboard: captured(artifactSchemas.keyboard).optional(),
  crops: captured(artifactSchemas.crops).optional(),
}

/** Versions of what measured. */
export const ToolVersions = z.strictObject({
  trefle: z.string(), node: z.string(), chromium: z.string(), lighthouse: z.string(), axe: z.string(), puppeteer: z.string(),
})

/** What one pass saw of one page: plain, small, valid, replayable without a browser. */
export const Evidence = z.strictObject({
  schema: z.literal('trefle/evidence@1'),
  run: z.string(),
  site: Slug.nullable(),
  page: Slug.nullable(),
  role: PageRole,
  url: Address,
  finalUrl: Address.nullable(),
  pass: Pass,
  /** Which pass a load of the pass `confirm` does again. */
  confirms: ConfirmedPass.optional(),
  profile: Profile,
  /** Name and version of the measuring protocol, when its waits were kept. */
  protocol: z.string().max(80).optional(),
  at: Instant,
  durationMs: z.number().nonnegative(),
  tools: ToolVersions,
  /** Version of how each artifact is read, by its name; one where it is absent. */
  collectors: z.record(z.string().max(40), z.int().positive()).optional(),
  /** True when timings were disturbed by other work: timing-based scores are then not published. */
  contended: z.boolean(),
  /** Share of the load in which the page, its browser and its proxy were ready to run and waited for a processor; absent where the system does not say. */
  cpuWaitShare: z.number().min(0).max(1).optional(),
  /** Set when the artifact `lighthouse`, `contended` and `cpuWaitShare` come from a later load of the page, alone, since others disturbed the first. */
  timedAgainAt: Instant.optional(),
  /** Each way in which the guard was weakened for this load, for example "fixture-hosts", "allow-private", "upstream-proxy". */
  weakened: z.array(z.string()),
  /**
   * Set when hosts were reached through the organisation's proxy: those whose addresses were all checked here first, and those whose
   * name only that proxy could resolve, so that the check was left to it.
   */
  upstream: z.strictObject({ checked: z.array(z.string().max(255)).max(100), delegated: z.array(z.string().max(255)).max(100) }).optional(),
  /** `partial` when the page was cut by a limit, and `failure` says which. */
  status: z.enum(['measured', 'partial', 'not-measured']),
  failure: Failure.nullable(),
  /** What a busy site asked (Retry-After of a 429 or 503). */
  retryAfterSeconds: z.int().nonnegative().optional(),
  /** An artifact that was not asked for is absent; one that failed says why. */
  artifacts: z.strictObject(capturedArtifacts),
})
export type Evidence = z.infer<typeof Evidence>
