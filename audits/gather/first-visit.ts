import type { Dialog } from 'puppeteer'
import type { Failure } from '#model/failure'
import { gathererFailure } from './failures.ts'
import type { Load } from './load.ts'
import { screens } from './screens.ts'
import { scrollAndWait, waitAfterLoad } from './scroll.ts'

/**
 * The visit before a second one: same browser context, same screen, same protocol, so that the browser keeps what it would keep
 * for somebody who comes back. Nothing is read of it. Says why when it did not come to its end: what follows is then no second visit.
 */
export async function visitBefore({ page, job, settings }: Load): Promise<Failure | null> {
  const { width, height, deviceScaleFactor, mobile } = screens[job.profile]
  const dismiss = (dialog: Dialog) => void dialog.dismiss().catch(() => undefined)
  page.on('dialog', dismiss)
  try {
    await page.setViewport({ width, height, deviceScaleFactor, isMobile: mobile, hasTouch: mobile })
    await page.goto(job.url, { waitUntil: 'load', timeout: settings.deadlineMs / 3 })
    await waitAfterLoad({ page, settings })
    await scrollAndWait({ page, settings })
    return null
  } catch (error) {
    return gathererFailure(error)
  } finally {
    page.off('dialog', dismiss)
  }
}
