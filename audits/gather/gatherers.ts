import { cleanText } from '#lib/words/clean'
import { artifactSchemas, type ArtifactName, type Artifacts, type Evidence, type Pass } from '#model/evidence'
import type { Captured } from '#model/failure'
import { accessibilityGatherers, disturbances, readings } from './accessibility/collectors.ts'
import { slideshow, watchSlides } from './accessibility/slides.ts'
import { gatherAxe } from './axe.ts'
import { gatherConsent } from './consent.ts'
import { gatherCookies } from './cookies.ts'
import { gatherDocument } from './document.ts'
import { gatherDom } from './dom.ts'
import { gathererFailure } from './failures.ts'
import { gatherImages } from './images.ts'
import { gatherLinks } from './links.ts'
import { gatherNotices } from './notices.ts'
import { inIsolation } from './isolated.ts'
import type { Load, LoadJob } from './load.ts'
import { gatherRequests } from './requests.ts'
import { scrollToBottom, waitAfterLoad } from './scroll.ts'
import { gatherSecurityTxt } from './security-txt.ts'
import { stepBegins } from './steps.ts'
import { gatherStorage } from './storage.ts'
import { gatherText } from './text.ts'
import { gatherTextZoom } from './text-zoom.ts'
import { gatherTransport } from './transport.ts'

type Gathered = Exclude<ArtifactName, 'lighthouse'>
const gatherers: { [K in Gathered]: (load: Load) => Promise<Artifacts[K]> } = {
  document: gatherDocument, text: gatherText, links: gatherLinks, axe: gatherAxe, consent: gatherConsent, dom: gatherDom, requests: gatherRequests,
  cookies: gatherCookies, storage: gatherStorage, images: gatherImages, transport: gatherTransport, securityTxt: gatherSecurityTxt, notices: gatherNotices, textZoom: gatherTextZoom,
  ...accessibilityGatherers,
}

/**
 * The page as it loaded; then as it is after the scroll. axe scrolls elements into view and stills animations: it comes once
 * requests and elements are counted. The layout is undone last.
 */
const beforeScroll = ['document', 'text', 'links'] as const
const afterScroll = ['dom', 'requests', 'cookies', 'storage', 'images', 'transport', 'securityTxt', 'notices', ...readings, 'axe', 'textZoom', ...disturbances] as const
/** What a refusal is judged on: read after it, never before. */
const afterRefusal = ['requests', 'cookies', 'storage'] as const

/** What the passes that look at one thing can say: a refusal says nothing of the layout, a second visit nothing but what it costs. */
const choice: readonly ArtifactName[] = ['document', 'consent', ...afterRefusal]
const narrowPasses: Partial<Record<Pass, readonly ArtifactName[]>> = { refusal: choice, confirm: choice, repeat: ['document', 'dom', 'requests'] }

/** What a pass reads of what is asked; the http variant and security.txt are asked once a site, the notices once a run, the site map where it is; pictures are taken on a first visit of a declared site, never inside a scenario, which may be behind a login. */
export function artifactsOf(job: LoadJob, asked: readonly ArtifactName[]): ReadonlySet<ArtifactName> {
  const narrow = narrowPasses[job.pass]
  if (narrow) return new Set(asked.filter((name) => narrow.includes(name)))
  const once: readonly ArtifactName[] = job.pass !== 'cold' ? ['transport', 'securityTxt', 'notices'] : job.role === 'home' ? [] : ['transport', 'securityTxt']
  const pictured = job.pass === 'cold' && job.scenario === undefined && job.site !== null
  return new Set(asked.filter((name) => !once.includes(name) && (name !== 'siteMap' || job.role === 'sitemap') && (name !== 'crops' || pictured)))
}

/** Reads the page in order and writes what it reads into `artifacts`, so that a load cut short keeps what was read before. */
export async function readPage(load: Load, asked: ReadonlySet<ArtifactName>, artifacts: Evidence['artifacts']): Promise<void> {
  const read = async (names: readonly Gathered[]) => {
    for (const name of names) if (asked.has(name)) Object.assign(artifacts, { [name]: await capture(name, load) })
  }
  load.loaded = await inIsolation(load.page.mainFrame(), hasLoaded, [])
  await read(beforeScroll)
  // A page that is being replaced at this moment is not watched; what reads it next says what became of it.
  if (asked.has('movement')) await inIsolation(load.page.mainFrame(), watchSlides, [slideshow]).catch(() => undefined)
  stepBegins('ecoindex-waits')
  await waitAfterLoad(load)
  if (load.job.pass === 'refusal') return readAfterRefusal(load, asked, artifacts, read)
  await read(['consent'])
  stepBegins('ecoindex-waits')
  await scrollToBottom(load)
  await read(afterScroll)
}

async function readAfterRefusal(load: Load, asked: ReadonlySet<ArtifactName>, artifacts: Evidence['artifacts'], read: (names: readonly Gathered[]) => Promise<void>): Promise<void> {
  artifacts.consent = await capture('consent', load)
  if (load.refusedAt !== null) return read(afterRefusal)
  const failure = { code: 'not-attempted', detail: 'No refusal was found at the first layer of a banner' } as const
  for (const name of afterRefusal) if (asked.has(name)) artifacts[name] = { ok: false, failure }
}

/** One artifact, or why it could not be had. What was made in a hostile page is parsed before it goes further. */
async function capture<K extends Gathered>(name: K, load: Load): Promise<Captured<Artifacts[K]>> {
  stepBegins(name)
  try {
    const parsed = artifactSchemas[name].safeParse(await gatherers[name](load))
    if (parsed.success) return { ok: true, value: parsed.data as Artifacts[K] }
    const [issue] = parsed.error.issues
    return { ok: false, failure: { code: 'schema', detail: cleanText(`${name}: ${issue?.path.join('.')}: ${issue?.message}`) } }
  } catch (error) {
    return { ok: false, failure: gathererFailure(error) }
  }
}

/** Page function. */
function hasLoaded(): boolean {
  return document.readyState === 'complete'
}
