import type { Browser, Page, Protocol } from 'puppeteer'
import type { Profile } from '#model/evidence'
import { userAgent } from '#effects/network/user-agent'

/** Features that ask the visitor: a robot has nobody to answer, and answering yes would not be what a first visit is. */
const permissions = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'persistent-storage', 'idle-detection', 'local-fonts', 'window-management']

/**
 * A first-time visitor: a fresh browser context behind its own proxy (loopback included), with one page. Downloads and
 * permissions are denied, service workers bypassed, popups closed; Lighthouse dismisses dialogs.
 */
export async function openVisitor(browser: Browser, profile: Profile, proxyPort: number, contact: string): Promise<{ page: Page; close(): Promise<void> }> {
  const context = await browser.createBrowserContext({
    proxyServer: `http://127.0.0.1:${proxyPort}`, proxyBypassList: ['<-loopback>'], downloadBehavior: { policy: 'deny' },
  })
  const page = await context.newPage()
  await context.setPermission('*', ...permissions.map((name) => ({ permission: { name }, state: 'denied' as const })))
  await page.setBypassServiceWorker(true)
  const own = await browser.userAgent()
  await page.setUserAgent({ userAgent: honestUserAgent(own, profile, contact), ...(profile === 'mobile' && { userAgentMetadata: phoneHints(own) }) })
  page.on('popup', (popup) => void popup?.close().catch(() => undefined))
  return { page, close: () => context.close().catch(() => undefined) }
}

/** Client hints of Chromium for Android, with the reduced values that every phone sends: some sites read these and not the user agent. */
function phoneHints(own: string): Protocol.Emulation.UserAgentMetadata {
  const version = /Chrome\/(\d+)/.exec(own)?.[1] ?? ''
  return { brands: [{ brand: 'Chromium', version }], fullVersion: `${version}.0.0.0`, platform: 'Android', platformVersion: '10', architecture: '', model: 'K', mobile: true }
}

/** The browser's own words plus our name and contact. On a phone, the platform that Chromium for Android shows. */
function honestUserAgent(own: string, profile: Profile, contact: string): string {
  const shown = profile === 'desktop' ? own : own.replace(/\([^)]*\)/, '(Linux; Android 10; K)').replace(/ Safari\//, ' Mobile Safari/')
  return `${shown} ${userAgent(contact)}`
}
