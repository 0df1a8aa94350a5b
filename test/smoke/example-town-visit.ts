import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import puppeteer, { type Browser, type CDPSession, type Page } from 'puppeteer'
import { findBrowser } from '#effects/visits/browser'
import { resolverRules, type ExampleTown } from '../../examples/villeneuve/web/serve.ts'

export type Seen = {
  requests: { url: string; phase: 'load' | 'scroll'; status: number; transferBytes: number }[]
  elements: number
  cookies: { name: string; host: string }[]
  storage: { origin: string; name: string }[]
  axeFailures: Record<string, number>
}

/** A Chromium of its own, which accepts third-party cookies: a private window would hide what third parties set. */
export async function openBrowser(town: ExampleTown): Promise<{ browser: Browser; close(): Promise<void> }> {
  const profile = await mkdtemp(join(tmpdir(), 'trefle-town-'))
  await mkdir(join(profile, 'Default'))
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify({ profile: { cookie_controls_mode: 0 } }))
  const browser = await puppeteer.launch({
    executablePath: (await findBrowser()) ?? undefined,
    userDataDir: profile,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
      '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,HttpsFirstModeV2',
      `--ignore-certificate-errors-spki-list=${town.spkiHashes.join(',')}`,
      `--host-resolver-rules=${resolverRules(town.fixtures)}`,
    ],
  })
  return { browser, close: async () => { await browser.close(); await rm(profile, { recursive: true, force: true }) } }
}

type Request = Seen['requests'][number]

/**
 * Listens to the network of the page and of its frames that live in another process. A frame's own document is asked
 * in the page's session and ends in the frame's: `open` is theirs in common.
 */
async function listen(session: CDPSession, seen: Request[], phase: () => Request['phase'], open = new Map<string, Request>()): Promise<void> {
  session.on('Network.requestWillBeSent', ({ requestId, request, redirectResponse }) => {
    const before = open.get(requestId)
    if (before !== undefined && redirectResponse !== undefined) Object.assign(before, { status: redirectResponse.status, transferBytes: redirectResponse.encodedDataLength })
    const entry = { url: request.url, phase: phase(), status: 0, transferBytes: 0 }
    open.set(requestId, entry)
    seen.push(entry)
  })
  session.on('Network.responseReceived', ({ requestId, response }) => { Object.assign(open.get(requestId) ?? {}, { status: response.status }) })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => { Object.assign(open.get(requestId) ?? {}, { transferBytes: encodedDataLength }) })
  session.on('sessionattached', (child) => { void listen(child, seen, phase, open).then(() => child.send('Runtime.runIfWaitingForDebugger')) })
  await session.send('Network.enable')
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true })
}

/** Elements by the rule of EcoIndex_python: open shadow roots pierced, nothing inside an svg of the page itself. */
function elementsOfPage(page: Page): Promise<number> {
  return page.evaluate(() => {
    const inside = (root: ParentNode): number => [...root.querySelectorAll('*')]
      .filter((element) => element.getRootNode() !== document || element.parentElement?.closest('svg') == null)
      .reduce((sum, element) => sum + 1 + (element.shadowRoot === null ? 0 : inside(element.shadowRoot)), 0)
    return inside(document)
  })
}

async function storageOf(page: Page): Promise<Seen['storage']> {
  const frames = await Promise.all(page.frames().map((frame) => frame.evaluate(() =>
    [...Object.keys(localStorage), ...Object.keys(sessionStorage)].map((name) => ({ origin: location.origin, name })))))
  return frames.flat()
}

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function axeFailuresOf(page: Page): Promise<Seen['axeFailures']> {
  await page.evaluate(await axeSource)
  const violations: unknown = await page.evaluate('axe.run(document, { resultTypes: ["violations"], preload: false }).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.length]))')
  return Object.fromEntries(violations as [string, number][])
}

/** Opens an address cold, clicks nothing, scrolls to the bottom, and tells what happened. */
export async function visit(browser: Browser, url: string): Promise<Seen> {
  const context = await browser.createBrowserContext()
  const page = await context.newPage()
  await page.setViewport({ width: 1920, height: 1080 })
  let phase: Request['phase'] = 'load'
  const requests: Request[] = []
  await listen(await page.createCDPSession(), requests, () => phase)
  await page.goto(url, { waitUntil: 'networkidle0' })
  phase = 'scroll'
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  for (let y = 0; y <= height; y += 400) {
    await page.evaluate((top) => scrollTo(0, top), y)
    await wait(50)
  }
  await page.waitForNetworkIdle()
  const elements = await elementsOfPage(page)
  const cookies = (await context.cookies()).map(({ name, domain }) => ({ name, host: domain }))
  const storage = await storageOf(page)
  const network = [...requests]
  const axeFailures = await axeFailuresOf(page)
  await context.close()
  return { requests: network, elements, cookies, storage, axeFailures }
}
