import { flushCompileCache } from 'node:module'
import puppeteer, { type Browser } from 'puppeteer'
import { chromiumArguments } from '#audits/gather/chromium-arguments'
import { gathererFailure } from '#audits/gather/failures'
import type { Failure } from '#model/failure'
import type { LoadSettings, ProvenPlaces } from '#audits/gather/load'
import { loadLean } from './lean-modules.ts'
import { killGroup } from './process-group.ts'
import { prepareProfile, removeProfile } from './profile.ts'
import { startDenyingProxy } from '../network/proxy.ts'
import { Order, type Report } from './worker-messages.ts'

/*
 * A worker process: one Chromium, one page at a time. Two Lighthouse runs in one process disturb each other
 * (GoogleChrome/lighthouse#7104), so loads run side by side in processes. The parent holds the clock.
 */

let started: { browser: Browser; settings: LoadSettings; means: Awaited<ReturnType<typeof readMeans>> } | undefined
/** Cuts the load that is going on. */
let giveUp: (failure: Failure) => void = () => undefined
let left = { browserPid: 0, profileDir: '' }

/** Nothing outlives the parent: no browser, no profile, no process. */
process.once('disconnect', () => {
  killGroup(left.browserPid)
  if (left.profileDir !== '') removeProfile(left.profileDir)
  process.exit(0)
})
process.on('message', (message: unknown) => void obey(Order.parse(message)))

async function obey(order: Order): Promise<void> {
  if (order.kind === 'give-up') return giveUp({ code: 'too-large', detail: order.detail })
  report(await answer(order).catch((error: unknown): Report => ({ kind: 'failed', failure: gathererFailure(error) })))
  // A worker is killed, never ended: what it compiled is kept now for those to come, once its first page has loaded all of it.
  if (order.kind !== 'start') flushCompileCache?.()
  // Left alone, V8 lets what Lighthouse leaves behind of each page pile up to several times what a page needs.
  globalThis.gc?.()
}

async function answer(order: Exclude<Order, { kind: 'give-up' }>): Promise<Report> {
  if (order.kind === 'start') {
    left = { ...left, profileDir: order.profileDir }
    const [browser, means] = await Promise.all([launch(order), readMeans()])
    started = { browser, settings: order.settings, means }
    return { kind: 'ready' }
  }
  if (started === undefined) throw new Error('A page was asked before the browser')
  const { browser, settings, means: { loadPage, playScenario, provenPlaces } } = started
  if (order.kind === 'play') return { kind: 'played', evidences: await playScenario(browser, order.jobs, settings, (cut) => { giveUp = cut }) }
  return { kind: 'evidence', evidence: await loadPage(browser, order.job, settings, { began: (cut) => { giveUp = cut }, still: () => report({ kind: 'still' }), provenPlaces }) }
}

/** What loads a page is read while the browser starts. */
async function readMeans() {
  loadLean()
  const [{ loadPage }, { playScenario }] = await Promise.all([import('#audits/gather/page-load'), import('#audits/gather/play-scenario')])
  return { loadPage, playScenario, provenPlaces: provenPlacesAsked() }
}

/** The checks that prove are read when the first page has places to picture. */
function provenPlacesAsked(): ProvenPlaces {
  let proof: Promise<ProvenPlaces> | undefined
  return async (evidence, site) => {
    proof ??= import('./proven-places.ts').then(({ openProof }) => openProof())
    return (await proof)(evidence, site)
  }
}

/** A pipe rather than a port: no debugging door on loopback, and a browser whose owner is killed sees the pipe close and leaves. */
async function launch({ chromePath, profileDir, settings }: Extract<Order, { kind: 'start' }>): Promise<Browser> {
  const { port } = await startDenyingProxy()
  prepareProfile(profileDir)
  const browser = await puppeteer.launch({
    executablePath: chromePath,
    pipe: true,
    defaultViewport: null,
    userDataDir: profileDir,
    handleSIGINT: false,
    // Each load opens a page of its own: a first one would cost a renderer that nobody looks at.
    waitForInitialPage: false,
    // puppeteer lets every popup open; a first visit does not, and a page that opens pages never ends.
    ignoreDefaultArgs: ['--disable-popup-blocking'],
    args: ['--no-startup-window', ...chromiumArguments({ denyingProxyPort: port, spkiHashes: settings.spkiHashes })],
  })
  left.browserPid = browser.process()?.pid ?? 0
  report({ kind: 'browser', pid: left.browserPid })
  return browser
}

function report(message: Report): void {
  if (process.connected) process.send?.(message)
}
