import { setTimeout } from 'node:timers/promises'
import { cleanText } from '#lib/words/clean'
import type { Artifacts, ConsentControl } from '#model/evidence'
import { findBanner, refuseByName, type Banner } from './consent-banner.ts'
import { refuseByRule } from './consent-library.ts'
import type { Load } from './load.ts'

const byName = 'accessible name'

/**
 * The consent banner as seen without a click, in the page and in its frames. In the pass of refusal it is then refused, and the
 * page is loaded again: what it asks and stores from then on is what a refusal is worth.
 */
export async function gatherConsent(load: Load): Promise<Artifacts['consent']> {
  const banner = await findBanner(load.page)
  const seen = describe(load, banner)
  if (load.job.pass !== 'refusal') return seen
  const attempt = await refuse(load, banner)
  if (attempt === null) return seen
  const { done, method, clicks } = attempt
  return { ...seen, bannerSeen: true, refused: done && await staysAway(load), method, clicks }
}

function describe({ page }: Load, banner: Banner | null): Artifacts['consent'] {
  if (banner === null) return { bannerSeen: false, acceptText: null, refuseText: null, refused: false, method: null }
  const controls = banner.controls.map((control) => ({ ...control, text: cleanText(control.text), selector: cleanText(control.selector) }))
  const textOf = (role: ConsentControl['role']) => controls.find((control) => control.role === role)?.text || null
  return {
    bannerSeen: true, acceptText: textOf('accept') ?? textOf('acknowledge'), refuseText: textOf('refuse'), refused: false,
    method: byName, controls, inFrame: banner.frame !== page.mainFrame(),
  }
}

type Attempt = { done: boolean; method: string; clicks: number | null }

/** A rule first, since it knows the ways of its banner; then the names of the controls. Null when there was nothing to refuse. */
async function refuse(load: Load, banner: Banner | null): Promise<Attempt | null> {
  const asked = () => { load.refusedAt ??= load.log.events.length }
  const ruled = await refuseByRule(load.page, asked)
  if (ruled?.done) return { done: true, method: cleanText(ruled.method), clicks: ruled.clicks }
  if (!banner?.controls.some(({ role }) => role === 'refuse')) return ruled && { done: false, method: cleanText(ruled.method), clicks: null }
  asked()
  return { done: await refuseByName(banner), method: byName, clicks: 1 }
}

/** The page as a person who refused finds it: a banner that comes back has not heard. */
async function staysAway({ page, settings }: Load): Promise<boolean> {
  await setTimeout(settings.waits.afterScrollMs)
  // A tracker that the first load left in the cache is still a tracker.
  await page.setCacheEnabled(false)
  await page.reload({ waitUntil: 'load', timeout: settings.deadlineMs })
  await setTimeout(settings.waits.afterScrollMs)
  return await findBanner(page) === null
}
