/**
 * Reads every page of the labelled set with the real collectors in one real Chromium, and sends what they read to its parent.
 * A process of its own, as the workers of a visit are: page functions are sent to the browser as they are written.
 */
import { setTimeout } from 'node:timers/promises'
import puppeteer, { type Page } from 'puppeteer'
import { accessibilityGatherers, isAccessibilityArtifact } from '#audits/gather/accessibility/collectors'
import { slideshow, watchSlides } from '#audits/gather/accessibility/slides'
import { watchPage, type Watch } from '#audits/gather/accessibility/watch'
import { gatherText } from '#audits/gather/text'
import { gatherTextZoom } from '#audits/gather/text-zoom'
import { inIsolation } from '#audits/gather/isolated'
import type { Load } from '#audits/gather/load'
import type { ArtifactName } from '#model/evidence'
import { findBrowser } from '#effects/visits/browser'
import { loadAudits } from '#effects/territory/discover'
import { cases, type Collected } from './all-cases.ts'
import { startCaseServer } from './case-server.ts'

// Nothing outlives a test that was stopped.
process.once('disconnect', () => process.exit())

const catalogue = await loadAudits()
const server = await startCaseServer(cases.map(({ html }) => html))
const browser = await puppeteer.launch({
  executablePath: (await findBrowser()) ?? undefined, ignoreDefaultArgs: ['--disable-popup-blocking'],
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--mute-audio', '--autoplay-policy=no-user-gesture-required'],
})
/** Names of checks, to read only theirs. */
const only = process.argv.slice(2)
try {
  // One page for all, as long as nothing of a document outlives it; what a page opens is counted from a fresh one.
  let open = await openPage()
  for (const [index, { check }] of cases.entries()) {
    if (only.length > 0 && !only.includes(check)) continue
    if (open.watch.openedWindows().length > 0) open = await openPage(open.page)
    process.send?.(await collect(open.page, open.watch, index, check))
  }
} finally {
  await browser.close()
  await server.stop()
  process.disconnect?.()
}

async function openPage(before?: Page): Promise<{ page: Page; watch: Watch }> {
  const page = await browser.newPage()
  await before?.close()
  await page.setViewport({ width: 1920, height: 1080 })
  return { page, watch: await watchPage(page) }
}

async function collect(page: Page, watch: Watch, index: number, check: string): Promise<Collected> {
  const { needs, wants = [] } = catalogue.get(`solidarity/${check}`) ?? { needs: [] as ArtifactName[] }
  const url = `${server.origin}/case/${index}`
  // What the collectors read of a load; the rest of it plays no part here.
  const load = {
    page, watch, finalUrl: url, job: { url, role: 'other', site: null, page: null, pass: 'cold', profile: 'desktop' },
    settings: { guard: { allowPrivate: true, fixtures: null }, contact: 'https://ville.example/contact', spkiHashes: [] },
  } as unknown as Load
  try {
    await page.goto(url)
    const artifacts: Record<string, unknown> = {}
    if ([...needs, ...wants].includes('movement')) await inIsolation(page.mainFrame(), watchSlides, [slideshow])
    if (cases[index]?.html.includes('const vues')) await setTimeout(3000)
    for (const name of [...needs, ...wants]) artifacts[name] = await read(name, load)
    return { index, artifacts }
  } catch (error) {
    return { index, artifacts: {}, error: String(error) }
  }
}

async function read(name: ArtifactName, load: Load): Promise<unknown> {
  if (isAccessibilityArtifact(name)) return accessibilityGatherers[name](load)
  if (name === 'text') return gatherText(load)
  if (name === 'textZoom') return gatherTextZoom(load)
  // The one rule of axe that the check of the zoom reads; axe has tests of its own.
  if (name === 'axe') return { version: '', incomplete: [], passedRules: [], inapplicableRules: [], violations: await inIsolation(load.page.mainFrame(), forbidsZoom, []) }
  throw new Error(`The labelled set has no reader for the artifact "${name}"`)
}

/** Page function. */
function forbidsZoom() {
  const content = document.querySelector('meta[name="viewport"]')?.getAttribute('content') ?? ''
  return /user-scalable=no|maximum-scale=1\b/.test(content) ? [{ id: 'meta-viewport', impact: 'critical', tags: ['wcag2aa', 'wcag144'], nodes: [], nodeCount: 1 }] : []
}
