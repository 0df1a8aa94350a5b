import { setTimeout } from 'node:timers/promises'
import type { Frame, Page } from 'puppeteer'
import type { ConsentControl, ConsentRole } from '#model/evidence'
import { consentWords, type ConsentWords } from './consent-words.ts'
import { inIsolation } from './isolated.ts'
import { selectorOf } from './selector.ts'

const frameDeadlineMs = 3000

/** The first layer of a banner: its controls, in the order of the document, and the frame where they are. */
export type Banner = { frame: Frame; controls: ConsentControl[] }

/** The banner that the words of its controls give away, in the page and in its frames; null when none is on screen. Nothing is touched. */
export async function findBanner(page: Page): Promise<Banner | null> {
  const main = page.mainFrame()
  for (const frame of [main, ...page.frames().filter((one) => one !== main)]) {
    const controls = await read(frame, false)
    if (controls !== null) return { frame, controls }
  }
  return null
}

/** Activates the refusal of a banner. False when it is gone, or has none. */
export async function refuseByName({ frame }: Banner): Promise<boolean> {
  return (await read(frame, true))?.some(({ role }) => role === 'refuse') ?? false
}

/** Null when there is no banner, when the frame is gone or does not answer. */
function read(frame: Frame, activate: boolean): Promise<ConsentControl[] | null> {
  const reading = inIsolation(frame, readBanner, [consentWords, activate], [selectorOf, contrastOf])
  return Promise.race([reading, setTimeout(frameDeadlineMs, null, { ref: false })]).catch(() => null)
}

/**
 * Page function: a control named like an acceptance or a refusal, in a block that speaks of trackers, gives the banner away.
 * The banner is that block's dialog or pinned ancestor, so that no control of it is left out. Only what can be activated
 * without scrolling nor opening anything is its first layer.
 */
function readBanner(words: ConsentWords, activate: boolean): ConsentControl[] | null {
  const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’ʼ]/g, "'").replace(/[\s\u00a0]+/g, ' ').replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '').toLowerCase()
  const whole = (source: string) => new RegExp(`^(?:${source})$`, 'u')
  const topic = new RegExp(words.topic, 'u')
  const roles = (['refuse', 'accept', 'acknowledge', 'settings'] as const).map((role) => ({ role, named: whole(words[role]) }))
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
  const rootOf = (block: Element): Element => {
    const parent = around(block)
    const whole = block.matches('dialog, [role="dialog"], [role="alertdialog"], [aria-modal]') || ['fixed', 'sticky'].includes(getComputedStyle(block).position)
    return whole || parent === null || ['html', 'body', 'main'].includes(parent.localName) ? block : rootOf(parent)
  }
  const roleOf = (name: string): ConsentRole => roles.find(({ named }) => named.test(fold(name)))?.role ?? 'other'
  const within = (block: Element, element: Element | null): boolean => element !== null && (element === block || within(block, around(element)))

  const controls = everywhere(document)
    .filter((element) => element.matches('button, a, [role="button"], input[type="button"], input[type="submit"]') && onScreen(element))
    .map((element) => ({ element, name: nameOf(element).trim() }))
    .filter(({ name }) => name.length < 80)
    .map((control) => ({ ...control, role: roleOf(control.name) }))
  const chooses = controls.filter(({ role, element }) => ['refuse', 'accept', 'acknowledge'].includes(role) && blockAround(element) !== null)
  if (chooses.length === 0) return null
  const roots = chooses.flatMap(({ element }) => blockAround(element) ?? []).map(rootOf)
  const refusal = chooses.find(({ role }) => role === 'refuse')
  if (activate && refusal) (refusal.element as HTMLElement).click()
  const unknownLast = controls.filter(({ element }) => roots.some((root) => within(root, element))).sort((a, b) => Number(a.role === 'other') - Number(b.role === 'other'))
  return unknownLast.slice(0, 20).map(({ element, name, role }) => {
    const [box, style] = [element.getBoundingClientRect(), getComputedStyle(element)]
    const boxed = parseFloat(style.borderTopWidth) > 0 || (style.backgroundColor !== 'rgba(0, 0, 0, 0)' && style.backgroundColor !== 'transparent')
    return { text: name, role, selector: selectorOf(element), widthPx: box.width, heightPx: box.height, fontPx: parseFloat(style.fontSize), boxed, contrast: contrastOf(element) }
  })
}

/** Page function: WCAG 2.2 contrast ratio (relative luminance of sRGB). Null when the background is not one opaque colour. */
function contrastOf(element: Element): number | null {
  const channels = (colour: string) => /^rgba?\(([\d., ]+)\)$/.exec(colour)?.[1]?.split(',').map(Number) ?? null
  const luminance = (rgb: readonly number[]) => {
    const [red = 0, green = 0, blue = 0] = rgb.map((channel) => (channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const text = channels(getComputedStyle(element).color)
  const groundOf = (block: Element | null): number[] | null => {
    if (block === null) return window === window.top ? [255, 255, 255] : null
    const style = getComputedStyle(block)
    const ground = channels(style.backgroundColor)
    if (style.backgroundImage !== 'none' || ground === null) return null
    const opacity = ground[3] ?? 1
    return opacity === 0 ? groundOf(block.parentElement) : opacity < 1 ? null : ground
  }
  const ground = groundOf(element)
  if (text === null || ground === null || (text[3] ?? 1) < 1) return null
  const [light = 0, dark = 0] = [luminance(text), luminance(ground)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}
