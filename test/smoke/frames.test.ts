import { afterAll, beforeAll, expect, test } from 'vitest'
import axeFailures from '#audits/solidarity/axe-failures'
import { findBrowser } from '#effects/visits/browser'
import { gatherEvidence } from '#effects/visits/pool'
import { aContext } from '../builders.ts'
import { startCaseServer } from './accessibility/case-server.ts'

const faulty = '<h1>Plan</h1><img src="/plan.png" width="80" height="80"><button></button>'
const sound = '<h1>Plan</h1><p>Le quartier.</p>'
const frame = (address: string, more = 'width="300" height="200"') => `<iframe title="Plan" src="${address}" ${more}></iframe>`
/** The first two pages stand in the frames of the others; autre.test is the same server under another name. */
const pages = [
  faulty, sound,
  `<h1>Trois cadres</h1>${frame('/case/0')}${frame('http://autre.test/case/0')}<iframe title="Plan" width="300" height="200" srcdoc="${faulty.replaceAll('"', '&quot;')}"></iframe>`,
  `<h1>Quatre cadres</h1>${frame('/case/1')}${frame('/case/0', 'width="1" height="1"')}${frame('/case/0', 'hidden')}${frame('/case/0', 'aria-hidden="true" tabindex="-1" width="300" height="200"')}`,
]
const said = new Map<string, string[]>()
let server: Awaited<ReturnType<typeof startCaseServer>>

beforeAll(async () => {
  server = await startCaseServer(pages)
  const chromePath = await findBrowser() ?? expect.fail('a smoke test needs a browser')
  const port = Number(new URL(server.origin).port)
  const jobs = ['/case/2', '/case/3'].map((path) => ({ url: `http://ville.test${path}`, role: 'other' as const, site: null, page: null, pass: 'cold' as const, profile: 'desktop' as const }))
  const loads = gatherEvidence(jobs, { run: 'test', workers: 1, perHost: () => 1, guard: { allowPrivate: false, fixtures: { 'ville.test': { http: port }, 'autre.test': { http: port } } }, spkiHashes: [], chromePath, deadlineMs: 60_000, contact: 'https://ville.test/contact', artifacts: ['axe', 'text'], waits: { beforeScrollMs: 0, afterScrollMs: 0 } })
  for await (const { url, artifacts: { axe, text }, failure } of loads) {
    if (!axe?.ok || !text?.ok) expect.fail(`${url}: ${JSON.stringify(axe?.ok === false ? axe.failure : failure)}`)
    const { findings } = axeFailures.judge({ axe: axe.value, text: text.value }, aContext())
    said.set(new URL(url).pathname, findings.filter(({ message }) => message.includes('dans ce cadre')).map(({ selector, certainty }) => `${certainty} ${selector}`))
  }
})
afterAll(() => server.stop())

test('what axe finds in a frame is told with its place, in one of the site, of another origin, and written in the page', () => {
  expect(said.get('/case/2')?.toSorted()).toEqual([1, 2, 3].flatMap((rank) => ['button', 'img'].map((name) => `to-verify body > iframe:nth-of-type(${rank}) >>> body > ${name}`)))
})

test('nothing is said of a frame that is sound, nor of one that is too small, hidden, or kept from assistive technologies', () => {
  expect(said.get('/case/3')).toEqual([])
})
