import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { filterCompactRules, type AutoConsentCMPRule, type Config, type IndexedCMPRuleset } from '@duckduckgo/autoconsent'
import type { Frame, Page } from 'puppeteer'
import { z } from 'zod'
import { ConsentBanner } from '#model/third-party'
import { inIsolation } from './isolated.ts'

/** A refusal that a rule made: `clicks` is how many activations it took, null when the page left before it could be told. */
export type RuledRefusal = { method: string; frame: Frame; done: boolean; clicks: number | null }

const detectMs = 3000
const refuseMs = 15_000
const pollMs = 100
const mostFrames = 8

const library = {
  script: new URL('./autoconsent.playwright.js', import.meta.resolve('@duckduckgo/autoconsent')),
  rules: new URL(import.meta.resolve('@duckduckgo/autoconsent/rules/compact-rules.json')),
  version: new URL('../package.json', import.meta.resolve('@duckduckgo/autoconsent')),
}
const ownRules = new URL('../../datasets/registry/consent-banners.json', import.meta.url)
const text = (file: URL) => readFileSync(fileURLToPath(file), 'utf8')

/** A rule that hides a banner refuses nothing: cosmetic rules are left out, and so is guessing, which we do in French ourselves. */
const config: Partial<Config> = {
  enabled: true, autoAction: null, disabledCmps: [], enablePrehide: false, enableCosmeticRules: false, enableGeneratedRules: true,
  detectRetries: 20, isMainWorld: false, heuristicMode: 'off',
}

/** What the library says; the rest of its messages are reports of progress. */
const Message = z.union([
  z.object({ type: z.literal('eval'), id: z.string(), code: z.string() }),
  z.object({ type: z.literal('popupFound'), cmp: z.string() }),
  z.object({ type: z.literal('optOutResult'), result: z.boolean(), scheduleSelfTest: z.boolean() }),
  z.object({ type: z.literal('autoconsentDone'), totalClicks: z.int() }),
  z.object({ type: z.literal('selfTestResult'), result: z.boolean() }),
])
type Message = z.infer<typeof Message>

/**
 * Refuses the banner that a rule knows: those of @duckduckgo/autoconsent, and ours where it has none. Everything runs in the
 * isolated world of each frame, so that a page can neither see the messages nor forge one. `before` is called just before the
 * first click. Null when no rule knows a banner of this page.
 */
export async function refuseByRule(page: Page, before: () => void): Promise<RuledRefusal | null> {
  const frames = [page.mainFrame(), ...page.frames().filter((one) => one !== page.mainFrame() && /^https?:/.test(one.url()))].slice(0, mostFrames)
  const talks = frames.map((frame) => talkTo(frame, frame === page.mainFrame()))
  const found = await Promise.all(talks.map(async (talk) => ({ talk, cmp: await talk.until('popupFound', detectMs) })))
  const first = found.find(({ cmp }) => cmp !== null)
  if (first?.cmp == null) return null
  before()
  return refuse(first.talk, first.cmp.cmp)
}

async function refuse(talk: Talk, cmp: string): Promise<RuledRefusal> {
  await talk.say({ type: 'optOut' })
  const answer = await talk.until('optOutResult', refuseMs)
  const clicks = answer?.result ? (await talk.until('autoconsentDone', pollMs))?.totalClicks ?? null : null
  // A page may leave at the click: what it is once loaded again says whether the refusal stood.
  const done = answer === null ? talk.left() : answer.result && await passes(talk, answer.scheduleSelfTest)
  const ours = ownBanners().some(({ name }) => name === cmp)
  return { method: ours ? `rule: ${cmp}` : `autoconsent ${libraryVersion()}: ${cmp}`, frame: talk.frame, done, clicks }
}

/** The rule's own test, where it has one. */
async function passes(talk: Talk, scheduled: boolean): Promise<boolean> {
  if (!scheduled) return true
  await talk.say({ type: 'selfTest' })
  return (await talk.until('selfTestResult', detectMs))?.result ?? talk.left()
}

type Talk = ReturnType<typeof talkTo>

/** Where the library leaves its messages until they are taken; it stands in the isolated world, like the library. */
const mailbox = 'globalThis.autoconsentHeard ??= []; globalThis.autoconsentSendMessage ??= async (message) => { autoconsentHeard.push(message) };'

/** A conversation with the library in one frame. Ends by itself when the frame leaves. */
function talkTo(frame: Frame, main: boolean) {
  const heard: Message[] = []
  let gone = false
  const inTime = <T>(work: Promise<T>): Promise<T | null> => Promise.race([work, setTimeout(detectMs, null, { ref: false })])
  const quietly = <T>(work: Promise<T>): Promise<T | null> => inTime(work).catch(() => { gone = true; return null })
  const say = (message: unknown) => quietly(inIsolation(frame, receive, [message]))
  const started = quietly(inIsolation(frame, startLibrary, [], [mailbox, text(library.script)]))
    .then(() => say({ type: 'initResp', config, rules: rulesFor(frame.url(), main) }))

  /** Rules ask a few questions of the page's own world: only a truth value comes back, and what throws is false. */
  async function answer({ id, code }: Extract<Message, { type: 'eval' }>): Promise<void> {
    const result = await inTime(frame.evaluate(code)).catch(() => false)
    await say({ type: 'evalResp', id, result: Boolean(result) })
  }
  async function listen(): Promise<void> {
    const messages = z.array(z.unknown()).safeParse(await quietly(inIsolation(frame, takeMessages, [])))
    for (const message of messages.data ?? []) {
      const parsed = Message.safeParse(message)
      if (parsed.success) heard.push(parsed.data)
      if (parsed.data?.type === 'eval') await answer(parsed.data)
    }
  }
  return {
    frame,
    say,
    left: () => gone,
    /** The first message of a kind, once it has been said; null past the time, or when the frame is gone. */
    async until<K extends Message['type']>(type: K, ms: number): Promise<Extract<Message, { type: K }> | null> {
      await started
      for (const end = Date.now() + ms; ; await setTimeout(pollMs)) {
        await listen()
        const message = heard.find((one): one is Extract<Message, { type: K }> => one.type === type)
        if (message !== undefined || gone || Date.now() > end) return message ?? null
      }
    },
  }
}

/** Rules for an address: those of the library, and ours in its own words. */
function rulesFor(url: string, main: boolean) {
  const own: AutoConsentCMPRule[] = ownBanners().map(({ name, banner, refuse }) => ({
    name, runContext: { main: true, frame: true }, detectCmp: [{ exists: banner }], detectPopup: [{ visible: banner }],
    optOut: [{ waitForThenClick: refuse, timeout: detectMs }], optIn: [],
  }))
  return { autoconsent: own, compact: filterCompactRules(libraryRules(), { url, mainFrame: main }) }
}

const once = <T>(read: () => T) => {
  let value: T | undefined
  return () => (value ??= read())
}
const libraryRules = once(() => JSON.parse(text(library.rules)) as IndexedCMPRuleset)
const libraryVersion = once(() => z.object({ version: z.string() }).parse(JSON.parse(text(library.version))).version)
const ownBanners = once(() => z.strictObject({ banners: z.array(ConsentBanner) }).parse(JSON.parse(text(ownRules))).banners)

type LibraryWorld = { autoconsentHeard?: unknown[]; autoconsentReceiveMessage?(message: unknown): Promise<void> }

/** Page function: the library was read with the helpers of this call. */
function startLibrary(): boolean {
  return (globalThis as LibraryWorld).autoconsentReceiveMessage !== undefined
}

/** Page function: does not wait for what the message starts. */
function receive(message: unknown): void {
  void (globalThis as LibraryWorld).autoconsentReceiveMessage?.(message)
}

/** Page function: what the library said since the last call. */
function takeMessages(): unknown[] {
  return (globalThis as LibraryWorld).autoconsentHeard?.splice(0) ?? []
}
