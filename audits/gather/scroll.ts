import { setTimeout } from 'node:timers/promises'
import { inIsolation } from './isolated.ts'
import type { Load } from './load.ts'

/** An endless page is not followed to its end: forty screens are already far more than a reader sees. */
const maxScreens = 40
const stepMs = 100

/** Waits until `beforeScrollMs` have passed since the load event; what was measured meanwhile counts as waiting. */
export async function waitAfterLoad({ page, settings }: Pick<Load, 'page' | 'settings'>): Promise<void> {
  const sinceLoadMs = await inIsolation(page.mainFrame(), sinceLoad, [])
  await setTimeout(Math.max(0, settings.waits.beforeScrollMs - sinceLoadMs))
}

/** Scrolls to the bottom screen by screen, so that what loads on sight loads, then waits `afterScrollMs`. */
export async function scrollToBottom(load: Load): Promise<void> {
  load.scrolledAt = load.log.events.length
  await scrollAndWait(load)
}

export async function scrollAndWait({ page, settings, still }: Pick<Load, 'page' | 'settings'> & Partial<Pick<Load, 'still'>>): Promise<void> {
  await inIsolation(page.mainFrame(), scrollByScreens, [maxScreens, stepMs])
  still?.()
  await setTimeout(settings.waits.afterScrollMs)
}

/** Page function: milliseconds since the end of the load event; 0 when it has not come. */
function sinceLoad(): number {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return navigation?.loadEventEnd ? performance.now() - navigation.loadEventEnd : 0
}

async function scrollByScreens(screens: number, pauseMs: number): Promise<void> {
  const scroller = document.scrollingElement ?? document.documentElement
  for (let screen = 0; screen < screens; screen++) {
    const before = scroller.scrollTop
    scroller.scrollBy({ top: window.innerHeight, behavior: 'instant' })
    await new Promise((resolve) => window.setTimeout(resolve, pauseMs))
    if (scroller.scrollTop <= before) return
  }
}
