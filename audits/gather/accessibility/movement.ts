import { cleanAddress } from '#lib/web/address'
import { cleanText } from '#lib/words/clean'
import type { Artifacts } from '#model/evidence'
import { inIsolation } from '../isolated.ts'
import type { Load } from '../load.ts'
import { selectorOf } from '../selector.ts'
import { gatherAnimatedImages } from './animated-images.ts'
import { everywhere, isShown, reading } from './reading.ts'
import { readSlides } from './slides.ts'

/** What moves, plays or opens by itself. Read before animations are stilled. */
export async function gatherMovement({ page, watch }: Load): Promise<Artifacts['movement']> {
  const read = await inIsolation(page.mainFrame(), readMovement, [], [selectorOf, readAnimations, readMedia, readSlides, ...reading])
  return {
    openedWindows: watch.openedWindows().slice(0, 20).map((address) => cleanAddress(address) || 'about:blank'),
    animations: read.animations.map((one) => ({ ...one, selector: cleanText(one.selector), name: cleanText(one.name) })),
    media: read.media.map((one) => ({ ...one, selector: cleanText(one.selector) })),
    images: await gatherAnimatedImages({ page, watch }),
    slides: read.slides.map(({ selector }) => ({ selector: cleanText(selector) })),
    hasPauseControl: read.hasPauseControl,
  }
}

/** Page function. */
function readMovement() {
  const control = /\b(pause|mettre en pause|arr[eê]ter|stop|stopper|figer)\b/i
  const hasPauseControl = everywhere('button, [role="button"], a[href], input[type="button" i], input[type="checkbox" i]').some((element) =>
    isShown(element) && control.test(`${element.textContent} ${element.getAttribute('aria-label') ?? ''} ${element.getAttribute('title') ?? ''} ${element.getAttribute('value') ?? ''}`))
  return { animations: readAnimations(), media: readMedia(), slides: readSlides(), hasPauseControl }
}

/** Page function: five seconds is the limit of WCAG 2.2.2; what is smaller than a letter is not what it is about. */
function readAnimations() {
  const seen = new Set<Element>()
  return [...document.getAnimations()].flatMap((animation) => {
    const { effect } = animation
    if (!(effect instanceof KeyframeEffect) || animation.playState !== 'running' || !(effect.target instanceof Element)) return []
    const { target } = effect
    const { width, height } = target.getBoundingClientRect()
    const end = Number(effect.getComputedTiming().endTime)
    if (seen.has(target) || !(end > 5000) || width * height < 400 || !target.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || target.closest('[role="progressbar"], [aria-busy="true"]')) return []
    seen.add(target)
    return [{ selector: selectorOf(target), name: animation instanceof CSSAnimation ? animation.animationName : '', seconds: Number.isFinite(end) ? end / 1000 : null }]
  }).slice(0, 50)
}

/** Page function: a player that waits to be started moves nothing. */
function readMedia() {
  return everywhere('audio, video').filter((media): media is HTMLMediaElement => media instanceof HTMLMediaElement && media.autoplay && (isShown(media) || media.localName === 'audio')).slice(0, 50).map((media) => ({
    selector: selectorOf(media), kind: media.localName as 'audio' | 'video', seconds: Number.isFinite(media.duration) ? media.duration : null,
    sound: !media.muted && media.volume > 0, controls: media.controls, loop: media.loop,
  }))
}
