import { afterAll, beforeAll, expect, test } from 'vitest'
import axeFailures from '#audits/solidarity/axe-failures'
import { findBrowser } from '#effects/visits/browser'
import { gatherEvidence } from '#effects/visits/pool'
import { aContext } from '../builders.ts'
import { startCaseServer } from './accessibility/case-server.ts'

const frame = (address: string, more = 'width="300" height="200"') => `<iframe title="Plan" src="${address}" ${more}></iframe>`
const faulty = '<h1>Plan</h1><img src="/plan.png" width="80" height="80"><button></button>'
const sound = '<h1>Plan</h1><p>Le quartier.</p>'
/** The first two stand in the frames of those that follow; autre.test is the same server under another name. */
const pages = { faulty, sound, same: frame('/case/0'), other: frame('http://autre.test/case/0'), srcdoc: `<iframe title="Plan" width="300" height="200" srcdoc="${faulty.replaceAll('"', '&quot;')}"></iframe>`, soundFrame: frame('/case/1'), tiny: frame('/case/0', 'width="1" height="1"'), hidden: frame('/case/0', 'hidden'), silent: frame('/case/0', 'aria-hidden="true" tabindex="-1" width="300" height="200"'), none: sound }
const names = Object.keys(pages) as (keyof typeof pages)[]
const said = new Map<string, string[]>()
let server: Awaited<ReturnType<typeof startCaseServer>>

beforeAll(async () => {
  server = await startCaseServer(names.map((name) => pages[name]))
  const chromePath = await findBrowser() ?? expect.fail('a smoke test needs a browser')
  const port = Number(new URL(server.origin).port)
  const jobs = names.slice(2).map((name) => ({ url: `http://ville.test/case/${names.indexOf(name)}`, role: 'other' as const, site: null, page: null, pass: 'cold' as const, profile: 'desktop' as const }))
  const loads = gatherEvidence(jobs, { run: 'test', workers: 1, perHost: () => 1, guard: { allowPrivate: false, fixtures: { 'ville.test': { http: port }, 'autre.test': { http: port } } }, spkiHashes: [], chromePath, deadlineMs: 60_000, contact: 'https://ville.test/contact', artifacts: ['axe', 'text'], waits: { beforeScrollMs: 0, afterScrollMs: 0 } })
  for await (const { url, artifacts: { axe, text }, failure } of loads) {
    if (!axe?.ok || !text?.ok) expect.fail(`${url}: ${JSON.stringify(failure)}`)
    const { findings } = axeFailures.judge({ axe: axe.value, text: text.value }, aContext())
    said.set(names[Number(url.split('/').at(-1))]!, findings.filter(({ message }) => message.includes('dans ce cadre')).map(({ selector, certainty }) => `${certainty} ${selector}`))
  }
})
afterAll(() => server.stop())

test.each(['same', 'other', 'srcdoc'] as const)('what axe finds in a frame is told with its place: %s', (name) => {
  expect(said.get(name)?.toSorted()).toEqual(['to-verify body > iframe >>> body > button', 'to-verify body > iframe >>> body > img'])
})

test.each(['soundFrame', 'tiny', 'hidden', 'silent', 'none'] as const)('nothing is said of a frame that is sound, that nobody sees, or that is not there: %s', (name) => {
  expect(said.get(name)).toEqual([])
})
