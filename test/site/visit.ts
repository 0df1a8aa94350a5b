import { connect, type Browser, type Page } from 'puppeteer'
import { inject } from 'vitest'

/** What happened while a page was open, beside what it shows. */
export type Visit = { page: Page; requests: string[]; complaints: string[] }
type Options = { width?: number; scheme?: 'light' | 'dark'; scripts?: boolean }

let browser: Promise<Browser> | undefined

/** Opens an address in a context of its own, gives it to `look`, and closes it. Width is 1280 px unless told. */
export async function visit<T>(address: string, look: (visit: Visit) => Promise<T>, { width = 1280, scheme = 'light', scripts = true }: Options = {}): Promise<T> {
  browser ??= connect({ browserWSEndpoint: inject('browserEndpoint') })
  const context = await (await browser).createBrowserContext()
  try {
    const page = await context.newPage()
    const [requests, complaints]: [string[], string[]] = [[], []]
    page.on('request', (request) => requests.push(request.url()))
    page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warn') complaints.push(message.text()) })
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.setViewport({ width, height: 900 })
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
    await page.setJavaScriptEnabled(scripts)
    await page.goto(address, { waitUntil: 'load' })
    return await look({ page, requests, complaints })
  } finally {
    await context.close()
  }
}
