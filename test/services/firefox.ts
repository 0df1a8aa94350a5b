import { tmpdir } from 'node:os'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import puppeteer, { type Browser, type Page } from 'puppeteer'
import { findCommand, type Needed } from './harness.ts'

const command = 'firefox-esr'
export const firefoxNeeds: Needed = { allOf: [command], packages: [command] }

export type Firefox = { browser: Browser; close(): Promise<void> }

/** Debian's Firefox, in a profile of its own, spoken to by WebDriver BiDi. `scripts: false` is the switch of its own settings. */
export async function openFirefox({ scripts }: { scripts: boolean }): Promise<Firefox> {
  const executablePath = findCommand(command)
  if (executablePath === null) throw new Error(`${command} is not installed`)
  const userDataDir = await mkdtemp(join(tmpdir(), 'trefle-firefox-'))
  const browser = await puppeteer.launch({
    browser: 'firefox', executablePath, headless: true, userDataDir,
    extraPrefsFirefox: { 'javascript.enabled': scripts, 'intl.accept_languages': 'fr' },
  })
  return { browser, async close() { await browser.close(); await rm(userDataDir, { recursive: true, force: true }) } }
}

/** Opens an address in a tab of its own, gives it to `look` with what Firefox complained about, and closes it. */
export async function visit<T>({ browser }: Firefox, address: string, width: number, look: (page: Page, complaints: readonly string[]) => Promise<T>): Promise<T> {
  const page = await browser.newPage()
  try {
    const complaints: string[] = []
    page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warn') complaints.push(message.text()) })
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.setViewport({ width, height: 900 })
    await page.goto(address, { waitUntil: 'load' })
    return await look(page, complaints)
  } finally {
    await page.close()
  }
}
