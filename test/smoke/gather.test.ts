import { fork } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ArtifactName, Artifacts, Evidence } from '#model/evidence'
import refusalAsEasy from '#audits/freedom/refusal-as-easy'
import { findBrowser } from '#effects/visits/browser'
import { isContended } from '#effects/visits/contention'
import { gatherEvidence, type LoadJob, type LoadOptions } from '#effects/visits/pool'
import { aContext } from '../builders.ts'
import { startPageServer, type PageServer } from './page-server.ts'
import { processesUnder } from './processes.ts'

let server: PageServer
let profiles: string
let chromePath: string
const ownTmp = process.env.TMPDIR

beforeAll(async () => {
  server = await startPageServer()
  profiles = await mkdtemp(join(tmpdir(), 'gather-test-'))
  process.env.TMPDIR = profiles
  chromePath = await findBrowser() ?? expect.fail('a smoke test needs a browser')
})
afterAll(async () => {
  if (ownTmp === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = ownTmp
  await server.stop()
  await rm(profiles, { recursive: true })
})

const page = (path: string, change: Partial<LoadJob> = {}): LoadJob =>
  ({ url: `http://ville.test${path}`, role: 'other', site: null, page: null, pass: 'cold', profile: 'desktop', ...change })

/** Loads pages with the waits cut short, unless a test is about them. */
async function gather(jobs: LoadJob[], artifacts: ArtifactName[], change: Partial<LoadOptions> = {}): Promise<Evidence[]> {
  const fixtures = { 'ville.test': { http: server.port }, 'stats.ville.test': { http: server.port, alias: 'ville.tiers.test' }, 'tiers.test': { http: server.port }, 'fermee.test': { http: 1 } }
  const evidences = gatherEvidence(jobs, {
    run: 'test', workers: 3, perHost: () => 3, guard: { allowPrivate: false, fixtures }, spkiHashes: [], chromePath, deadlineMs: 60_000,
    contact: 'https://ville.test/contact', artifacts, waits: { beforeScrollMs: 0, afterScrollMs: 300 }, ...change,
  })
  const order = jobs.map(({ url }) => url)
  const found: Evidence[] = []
  for await (const evidence of evidences) found.push(evidence)
  return found.sort((a, b) => order.indexOf(a.url) - order.indexOf(b.url))
}

function read<K extends ArtifactName>(evidence: Evidence | undefined, name: K): Artifacts[K] {
  const artifact = evidence?.artifacts[name]
  if (!artifact?.ok) return expect.fail(`${name}: ${JSON.stringify(artifact?.failure ?? evidence?.failure)}`)
  return artifact.value as Artifacts[K]
}

async function expectNothingLeft(): Promise<void> {
  expect(await processesUnder(profiles)).toEqual([])
  expect(await readdir(profiles)).toEqual([])
}

describe('one load of a page', () => {
  let known: Evidence | undefined
  let dom: Evidence | undefined
  beforeAll(async () => {
    [known, dom] = await gather([page('/known.html'), page('/ancienne')], ['document', 'requests', 'dom', 'cookies', 'storage', 'images', 'links'])
  })

  it('asks the page once and leaves no process and no profile', async () => {
    expect(known?.status).toBe('measured')
    expect(server.asked.filter((asked) => asked === 'ville.test/known.html')).toHaveLength(1)
    await expectNothingLeft()
  })

  it('counts the DOM by the three official rules', () => {
    expect(read(dom, 'dom')).toMatchObject({ ecoindexNodes: 16, bodyNodes: 13, allNodes: 12, maxDepth: 7, iframes: 0 })
  })

  it('keeps the redirects and gives links without their query', () => {
    expect(read(dom, 'document')).toMatchObject({ status: 200, redirects: [{ url: 'http://ville.test/ancienne', status: 301 }], doctype: '<!DOCTYPE html>' })
    expect(dom?.finalUrl).toBe('http://ville.test/dom.html')
    expect(read(dom, 'links')).toEqual([{ url: 'http://ville.test/ailleurs', text: 'Lien', selector: 'body > main > p > a', rel: '' }])
  })

  it('sees every request, when it was asked and what it weighs, and leaves inline images out', () => {
    const requests = read(known, 'requests').map(({ url, kind, phase, failed, sameSite, ip }) => ({ url, kind, phase, failed, sameSite, ip }))
    expect(requests).toEqual([
      { url: 'http://ville.test/known.html', kind: 'document', phase: 'load', failed: null, sameSite: true, ip: '127.0.0.1' },
      { url: 'http://ville.test/image.svg', kind: 'image', phase: 'load', failed: null, sameSite: true, ip: '127.0.0.1' },
      { url: 'http://tiers.test/image.svg', kind: 'image', phase: 'load', failed: null, sameSite: false, ip: '127.0.0.1' },
      { url: 'http://interdit.test/pixel', kind: 'image', phase: 'load', failed: 'forbidden-address', sameSite: false, ip: null },
      { url: 'http://ville.test/image.svg', kind: 'image', phase: 'scroll', failed: null, sameSite: true, ip: '127.0.0.1' },
    ])
    for (const request of read(known, 'requests').filter(({ kind, failed }) => kind === 'image' && failed === null)) {
      expect(request.resourceBytes).toBe(66)
      expect(request.transferBytes).toBeGreaterThan(66 + 50)
      expect(request.transferBytes).toBeLessThan(66 + 400)
    }
  })

  it('gives an image its natural size, its displayed size and its bytes', () => {
    const [first] = read(known, 'images')
    expect(first).toMatchObject({ url: 'http://ville.test/image.svg', naturalWidth: 400, naturalHeight: 300, displayedWidth: 100, displayedHeight: 75, lazy: false })
    expect(first?.transferBytes).toBe(read(known, 'requests')[1]?.transferBytes)
    expect(read(known, 'images').map(({ lazy }) => lazy)).toEqual([false, false, false, true])
    expect(read(known, 'images')[2]).toMatchObject({ url: 'http://interdit.test/pixel', naturalWidth: 0, transferBytes: null })
  })

  it('knows that a cookie asked for 730 days though the jar says 400, and a session cookie asked for none', () => {
    const cookies = new Map(read(known, 'cookies').map((cookie) => [cookie.name, cookie]))
    for (const name of ['serveur', 'script']) {
      expect(cookies.get(name)?.claimedDays).toBeCloseTo(730, 0)
      expect(cookies.get(name)?.jarDays).toBeCloseTo(400, 0)
    }
    expect(cookies.get('serveur')).toMatchObject({ httpOnly: true, firstParty: true, valueLength: 14 })
    for (const name of ['visite', 'session']) expect(cookies.get(name)).toMatchObject({ claimedDays: null, jarDays: null })
    expect([...cookies.keys()].sort()).toEqual(['script', 'serveur', 'session', 'visite'])
  })

  it('names what is stored', () => {
    expect(read(known, 'storage').map(({ kind, name, valueLength }) => [kind, name, valueLength])).toEqual([
      ['local', 'choix', 6], ['session', 'onglet', 2], ['indexeddb', 'base', null],
    ])
  })

  it('keeps no value of a cookie, of a storage or of a query', () => {
    expect(read(known, 'document').headers['set-cookie']).toContain('serveur=; Max-Age=63072000')
    expect(JSON.stringify([known, dom])).not.toMatch(/secret|jeton/)
  })
})

describe('a hostile page', () => {
  it('opens no page, gets no answer and no permission, keeps nobody, and is measured on a phone too', async () => {
    const [evidence] = await gather([page('/hostile.html', { profile: 'mobile' })], ['text', 'requests'])
    expect(evidence).toMatchObject({ status: 'measured', failure: null })
    expect(read(evidence, 'text')).toMatchObject({ h1: ['Page hostile'], title: 'denied' })
    expect(server.asked.filter((asked) => asked.endsWith('/hostile.html'))).toEqual(['ville.test/hostile.html'])
    await expectNothingLeft()
  })
})

describe('accessibility and text', () => {
  let defects: Evidence | undefined
  beforeAll(async () => { [defects] = await gather([page('/defects.html')], ['axe', 'text', 'textZoom', 'links']) })

  it('finds the planted axe failures, and judges a fading text by its end', () => {
    const failures = Object.fromEntries(read(defects, 'axe').violations.map(({ id, nodeCount }) => [id, nodeCount]))
    expect(failures).toMatchObject({ 'image-alt': 2, label: 1, 'html-has-lang': 1, 'meta-viewport': 1 })
    expect(failures).not.toHaveProperty('color-contrast')
    // The paths of our own checks, so that an element has one name whoever speaks of it.
    expect(read(defects, 'axe').violations.find(({ id }) => id === 'image-alt')?.nodes.map(({ selector }) => selector)).toEqual(['body > main > img:nth-of-type(1)', 'body > main > img:nth-of-type(2)'])
  })

  it('reads the text clean, and sees that some of it has no language', () => {
    expect(read(defects, 'text')).toMatchObject({
      title: 'Défauts plantés', lang: null, everyTextHasLang: false, generator: 'Vieux CMS 1.0', h1: ['Défauts plantés'], hasForm: true,
    })
    expect(read(defects, 'text').visibleText).toContain('Mentions légales')
  })

  it('finds the one text that a zoom of 200 % cuts, and what the page says of zoom', () => {
    const zoom = read(defects, 'textZoom')
    expect(zoom.clipped.map(({ selector }) => selector)).toEqual(['#coupe > p'])
    expect(zoom).toMatchObject({ widthPx: 960, clippedCount: 1, viewport: 'width=device-width, user-scalable=no' })
  })

  it('leaves mail addresses out of the links', () => {
    expect(read(defects, 'links').map(({ url, text, rel }) => ({ url, text, rel }))).toEqual([{ url: 'http://ville.test/mentions-legales', text: 'Mentions légales', rel: 'nofollow' }])
  })
})

describe('consent', () => {
  it('sees the banner without touching it, and what is asked once it is refused', async () => {
    const jobs = [page('/banner.html'), page('/banner.html', { pass: 'refusal' })]
    const evidences = await gather(jobs, ['consent', 'requests', 'cookies', 'dom'])
    const [cold, refusal] = ['cold', 'refusal'].map((pass) => evidences.find((one) => one.pass === pass))
    const banner = { bannerSeen: true, acceptText: 'Tout accepter', refuseText: 'Continuer sans accepter →' }
    expect(read(cold, 'consent')).toMatchObject({ ...banner, refused: false })
    expect(read(cold, 'requests').map(({ url }) => url)).toContain('http://tiers.test/mesure')
    expect(read(cold, 'cookies')).toEqual([])
    expect(read(refusal, 'consent')).toMatchObject({ ...banner, refused: true })
    expect(read(refusal, 'requests').map(({ url }) => url)).toEqual(['http://ville.test/banner.html'])
    expect(read(refusal, 'cookies').map(({ name }) => name)).toEqual(['choix'])
  })

  it('refuses by the rule of a known tool, counts the activations it takes, and by a rule of ours where there is none', async () => {
    const evidences = await gather([page('/tarteaucitron.html', { pass: 'refusal' }), page('/orejime.html', { pass: 'refusal' })], ['consent', 'requests', 'cookies'])
    const [known, own] = evidences
    expect(read(known, 'consent')).toMatchObject({ bannerSeen: true, refuseText: null, refused: true, method: expect.stringMatching(/^autoconsent [\d.]+: tarteaucitron/), clicks: 3 })
    expect(read(known, 'consent').controls?.map(({ role }) => role)).toEqual(['accept', 'settings'])
    expect(read(own, 'consent')).toMatchObject({ bannerSeen: true, refused: true, method: 'rule: Orejime 3', clicks: 1 })
    for (const evidence of evidences) expect(read(evidence, 'requests').map(({ host }) => host)).toEqual(['ville.test'])
    expect(evidences.map((evidence) => read(evidence, 'cookies').map(({ name }) => name))).toEqual([['tarteaucitron'], ['choix']])
  })

  it('R23, R25: believes no page that says it was refused, no banner that comes back, none that can only be hidden; R26: and notes an alias', async () => {
    const [forged, stubborn, hidden] = await gather(['/forged.html', '/stubborn.html', '/cosmetic.html'].map((path) => page(path, { pass: 'refusal' })), ['consent', 'cookies', 'requests'])
    expect(read(forged, 'consent')).toMatchObject({ bannerSeen: false, refused: false })
    expect(read(stubborn, 'consent')).toMatchObject({ bannerSeen: true, refuseText: 'Tout refuser', refused: false, method: 'accessible name', clicks: 1 })
    expect(read(hidden, 'consent')).toMatchObject({ bannerSeen: true, acceptText: 'OK', refuseText: null, refused: false, method: 'accessible name' })
    // R26: a name of the site, and behind it somebody else's.
    expect(read(stubborn, 'requests').find(({ host }) => host === 'stats.ville.test')).toMatchObject({ sameSite: true, alias: 'ville.tiers.test', ip: '127.0.0.1' })
    for (const evidence of [forged, hidden]) expect(evidence?.artifacts.cookies).toMatchObject({ ok: false, failure: { code: 'not-attempted' } })
  })

  it('R24: a banner that a third party serves in a frame is for a human, whatever it seems to lack', async () => {
    const [framed] = await gather([page('/framed.html', { role: 'home' })], ['consent'])
    expect(read(framed, 'consent')).toMatchObject({ bannerSeen: true, acceptText: 'Tout accepter', refuseText: null, inFrame: true })
    expect(refusalAsEasy.judge({ consent: read(framed, 'consent') }, aContext()).outcome).toBe('to-verify')
  })

  it('does not make up a refusal where there is no banner', async () => {
    const [evidence] = await gather([page('/dom.html', { pass: 'refusal' })], ['consent', 'cookies'])
    expect(read(evidence, 'consent')).toMatchObject({ bannerSeen: false, refused: false })
    expect(evidence?.artifacts.cookies).toMatchObject({ ok: false, failure: { code: 'not-attempted' } })
  })
})

describe('the published protocol', () => {
  it('waits three seconds, scrolls, waits three more, and gives Lighthouse its score from the same load', async () => {
    const [evidence] = await gather([page('/dom.html', { role: 'home' })], ['lighthouse', 'dom', 'transport'], { waits: undefined })
    expect(read(evidence, 'lighthouse').performanceScore).toBeGreaterThan(0.5)
    expect(read(evidence, 'lighthouse').metrics).toHaveProperty('largest-contentful-paint')
    expect(read(evidence, 'transport')).toEqual({ httpStatus: 200, httpRedirectsTo: null, httpFailure: null })
    expect(evidence?.durationMs).toBeGreaterThan(6000)
    // Whether the machine was busy is for the machine to say; the evidence says what its own measure means.
    expect(evidence).toMatchObject({ contended: isContended(evidence ?? {}, 1), weakened: ['fixture-hosts'] })
  })
})

describe('what cannot be measured', () => {
  it('is said with its reason, is tried again when it may pass, and leaves nothing behind', async () => {
    const jobs = [page('/absente'), page('/interdite'), page('/document'), { ...page('/'), url: 'http://fermee.test/' }]
    const retried: string[] = []
    const evidences = await gather(jobs, ['document', 'dom'], { onEvent: ({ kind, job }) => { if (kind === 'retried') retried.push(job.url) } })
    expect(evidences.map(({ status, failure }) => [status, failure?.code])).toEqual([
      ['not-measured', 'http'], ['not-measured', 'access-denied'], ['not-measured', 'content-type'], ['not-measured', 'refused'],
    ])
    expect(evidences.every(({ artifacts }) => Object.keys(artifacts).length === 0)).toBe(true)
    expect(retried).toEqual(['http://fermee.test/'])
    await expectNothingLeft()
  })

  it('includes a page that never answers and a page whose script never ends: the clock is outside of them', async () => {
    const kinds: string[] = []
    const evidences = await gather([page('/muette'), page('/tourne')], ['dom'], { deadlineMs: 7000, onEvent: ({ kind }) => kinds.push(kind) })
    expect(evidences.map(({ status, failure }) => [status, failure?.code])).toEqual([['not-measured', 'timeout'], ['not-measured', 'timeout']])
    expect(kinds.filter((kind) => kind === 'retried')).toHaveLength(2)
    await expectNothingLeft()
  })

  it('leaves nothing behind even when the parent is killed', async () => {
    const parent = fork(new URL('./abandoned-parent.ts', import.meta.url), [String(server.port)], { execArgv: [] })
    await new Promise<void>((resolve) => server.on('/muette', resolve))
    expect((await processesUnder(profiles)).some(({ command }) => command.includes('--type=renderer'))).toBe(true)
    parent.kill('SIGKILL')
    await expect.poll(() => processesUnder(profiles), { timeout: 15_000 }).toEqual([])
    expect(await readdir(profiles)).toEqual([])
  })

  it('does not include a page whose renderer crashed once', async () => {
    let crashes = 0
    server.on('/lent/plante', async () => {
      if (crashes++ > 0) return
      const renderers = (await processesUnder(profiles)).filter(({ command }) => command.includes('--type=renderer'))
      expect(renderers.length).toBeGreaterThan(0)
      for (const { pid } of renderers) process.kill(pid, 'SIGKILL')
    })
    const kinds: string[] = []
    const [evidence] = await gather([page('/lent/plante')], ['dom'], { workers: 1, onEvent: ({ kind }) => kinds.push(kind) })
    expect(evidence?.failure).toBeNull()
    expect(kinds).toEqual(['started', 'retried', 'started', 'finished'])
    expect(crashes).toBe(2)
    await expectNothingLeft()
  })

  it('ends at once when the run is interrupted, and leaves nothing', async () => {
    const stop = new AbortController()
    server.on('/lent/interrompue', () => stop.abort())
    expect(await gather([page('/lent/interrompue'), page('/lent/autre')], ['dom'], { workers: 1, signal: stop.signal })).toEqual([])
    await expectNothingLeft()
  })
})

describe('politeness', () => {
  it('never loads more pages of a host at once than its site allows', async () => {
    const jobs = ['/lent/1', '/lent/2', '/lent/3', '/lent/4'].map((path) => page(path))
    const evidences = await gather(jobs, ['dom'], { perHost: () => 2, workers: 4 })
    expect(evidences.map(({ status }) => status)).toEqual(Array(4).fill('measured'))
    expect(server.mostAtOnce()).toBe(2)
  })
})
