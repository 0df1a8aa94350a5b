import type { Page } from 'puppeteer'
import type { Profile } from '#model/evidence'
import { inIsolation } from '../isolated.ts'
import { screens } from '../screens.ts'

type Screen = { width: number; height: number; deviceScaleFactor: number; mobile: boolean }

/** Lays the page out on another screen, reads it there, and gives it its own screen back, whatever happens. */
export async function onScreen<T>(page: Page, profile: Profile, screen: Partial<Screen>, read: () => Promise<T>): Promise<T> {
  const { disabled: _disabled, ...own } = screens[profile]
  const session = await page.createCDPSession()
  const lay = async (size: Screen) => {
    await session.send('Emulation.setDeviceMetricsOverride', size)
    await inIsolation(page.mainFrame(), twoFrames, [])
  }
  try {
    await lay({ ...own, ...screen })
    return await read()
  } finally {
    await lay(own)
    await session.detach()
  }
}

/** Page function: layout and paint have followed. */
export async function twoFrames(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
}
