import { setTimeout } from 'node:timers/promises'
import type { Frame } from 'puppeteer'
import { cleanText } from '#lib/words/clean'
import type { Artifacts } from '#model/evidence'
import { consentWords, type ConsentWords } from './consent-words.ts'
import { inIsolation } from './isolated.ts'
import type { Load } from './load.ts'

const frameDeadlineMs = 3000

/**
 * The consent banner as seen without a click, in the page and in its frames. In the pass of refusal, the refusal of its
 * first layer is activated, then the page is loaded again: what it asks and stores from then on is what a refusal is worth.
 */
export async function gatherConsent(load: Load): Promise<Artifacts['consent']> {
  const refusing = load.job.pass === 'refusal'
  const { banner, frame } = await findBanner(load)
  if (banner === null) return { bannerSeen: false, acceptText: null, refuseText: null, refused: false, method: null }
  const refused = refusing && banner.refuseText !== null && await refuse(load, frame)
  return {
    bannerSeen: true,
    acceptText: cleanText(banner.acceptText) || null,
    refuseText: cleanText(banner.refuseText) || null,
    refused,
    method: frame === load.page.mainFrame() ? 'accessible name' : 'accessible name, in a frame',
  }
}

type Banner = { acceptText: string | null; refuseText: string | null }

async function findBanner({ page }: Load): Promise<{ banner: Banner | null; frame: Frame }> {
  const main = page.mainFrame()
  for (const frame of [main, ...page.frames().filter((one) => one !== main)]) {
    const banner = await withinDeadline(inIsolation(frame, readBanner, [consentWords, false]))
    if (banner !== null) return { banner, frame }
  }
  return { banner: null, frame: main }
}

async function refuse(load: Load, frame: Frame): Promise<boolean> {
  const asked = load.log.events.length
  if (await withinDeadline(inIsolation(frame, readBanner, [consentWords, true])) === null) return false
  load.refusedAt = asked
  await setTimeout(load.settings.waits.afterScrollMs)
  // A tracker that the first load left in the cache is still a tracker.
  await load.page.setCacheEnabled(false)
  await load.page.reload({ waitUntil: 'load', timeout: load.settings.deadlineMs })
  await setTimeout(load.settings.waits.afterScrollMs)
  return true
}

/** Null when the frame is gone or does not answer. */
function withinDeadline(reading: Promise<Banner | null>): Promise<Banner | null> {
  return Promise.race([reading, setTimeout(frameDeadlineMs, null, { ref: false })]).catch(() => null)
}

/**
 * Page function: the banner is the nearest block around a visible control named like an acceptance or a refusal that
 * speaks of trackers. Only what can be activated without scrolling nor opening anything is its first layer.
 */
function readBanner(words: ConsentWords, activate: boolean): Banner | null {
  const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’ʼ]/g, "'").replace(/[\s\u00a0]+/g, ' ').replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '').toLowerCase()
  const whole = (source: string) => new RegExp(`^(?:${source})$`, 'u')
  const [topic, accepts, refuses] = [new RegExp(words.topic, 'u'), whole(words.accept), whole(words.refuse)]
  const everywhere = (root: ParentNode): Element[] => [...root.querySelectorAll('*')].flatMap((element) => [element, ...(element.shadowRoot ? everywhere(element.shadowRoot) : [])])
  const nameOf = (element: Element) =>
    [element.getAttribute('aria-label'), element instanceof HTMLInputElement ? element.value : (element as HTMLElement).innerText, element.getAttribute('title')].find((name) => name?.trim()) ?? ''
  const onScreen = (element: Element) => {
    const box = element.getBoundingClientRect()
    const seen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0 && box.top < window.innerHeight && box.left < window.innerWidth
    return seen && element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  }
  const around = (element: Element) => element.parentElement ?? (element.getRootNode() instanceof ShadowRoot ? (element.getRootNode() as ShadowRoot).host : null)
  const blockAround = (control: Element): Element | null => {
    for (let block = around(control); block; block = around(block)) {
      if (block.localName === 'html' || (block.localName === 'body' && window === window.top) || block.localName === 'main') return null
      if (topic.test(fold((block as HTMLElement).innerText || block.textContent || ''))) return block
    }
    return null
  }

  const controls = everywhere(document)
    .filter((element) => element.matches('button, a, [role="button"], input[type="button"], input[type="submit"]') && onScreen(element))
    .map((element) => ({ element, name: nameOf(element).trim(), folded: fold(nameOf(element)) }))
    .filter(({ folded }) => folded.length > 0 && folded.length < 80 && (accepts.test(folded) || refuses.test(folded)))
    .filter(({ element }) => blockAround(element) !== null)
  if (controls.length === 0) return null
  const refusal = controls.find(({ folded }) => refuses.test(folded))
  const acceptance = controls.find(({ folded }) => accepts.test(folded) && !refuses.test(folded))
  if (activate && refusal) (refusal.element as HTMLElement).click()
  return { acceptText: acceptance?.name ?? null, refuseText: refusal?.name ?? null }
}
