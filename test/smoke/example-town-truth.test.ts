import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readTruths } from '../../examples/villeneuve/web/truth-files.ts'
import { startExampleTown, type ExampleTown } from '../../examples/villeneuve/web/serve.ts'
import { openBrowser, visit, type Seen } from './example-town-visit.ts'

/** One page of each kind: plain, redirected, framed, late images, drawn by a script, scrolled by a script, tracked, old. */
const handful = [
  'https://www.villeneuve.example/',
  'https://www.villeneuve.example/demarches/carte-identite',
  'https://www.villeneuve.example/actualites/rue-des-tanneurs/',
  'https://www.villeneuve.example/galerie/',
  'https://mediatheque.villeneuve.example/catalogue/',
  'https://mediatheque.villeneuve.example/agenda/',
  'https://participer.villeneuve.example/petition/',
  'https://participer.villeneuve.example/budget-participatif/voter/',
  'http://www.fete-du-pont-villeneuve.example/',
]
const truths = (await readTruths()).map(({ truth }) => truth).filter(({ url }) => handful.includes(url))

let town: ExampleTown
let chromium: Awaited<ReturnType<typeof openBrowser>>
beforeAll(async () => {
  town = await startExampleTown()
  chromium = await openBrowser(town)
})
afterAll(async () => {
  await chromium?.close()
  await town?.stop()
})

const byUrl = <T extends { url: string }>(list: readonly T[]) => list.toSorted((a, b) => (a.url < b.url ? -1 : 1))
const byName = <T extends { name: string }>(list: readonly T[]) => list.toSorted((a, b) => (a.name < b.name ? -1 : 1))

test('the handful names pages that have a truth', () => {
  expect(truths.map(({ url }) => url).sort()).toEqual([...handful].sort())
})

describe.each(truths.map((truth) => [truth.url, truth] as const))('Chromium at %s', (url, truth) => {
  let seen: Seen
  beforeAll(async () => { seen = await visit(chromium.browser, url) })

  test('makes the requests of the truth, before and after the scroll', () => {
    const planted = truth.responses.map(({ url, phase, status }) => ({ url, phase, status }))
    expect(byUrl(seen.requests.map(({ url, phase, status }) => ({ url, phase, status })))).toEqual(byUrl(planted))
  })

  test('receives the bytes of the truth, heads and bodies', () => {
    const planted = truth.responses.map(({ url, headBytes, bodyBytes }) => ({ url, transferBytes: headBytes + bodyBytes }))
    const received = byUrl(seen.requests.map(({ url, transferBytes }) => ({ url, transferBytes })))
    const gap = received.map((one, i) => ({ url: one.url, gap: Math.abs(one.transferBytes - byUrl(planted)[i]!.transferBytes) }))
    // 16: what gzip may differ by from one processor to another.
    expect(gap.filter(({ gap }) => gap > 16)).toEqual([])
  })

  test('counts the elements of the truth', () => {
    expect(seen.elements).toBe(truth.dom.ecoindexNodes)
  })

  test('holds the cookies and the storage of the truth, without a click', () => {
    expect(byName(seen.cookies)).toEqual(byName(truth.cookies.map(({ name, host }) => ({ name, host }))))
    expect(byName(seen.storage)).toEqual(byName(truth.storage.map(({ origin, name }) => ({ origin, name }))))
  })

  test('shows axe the failing elements that were planted', () => {
    expect(seen.axeFailures).toEqual({ ...truth.axeFailures, ...truth.axeBestPractices })
  })
})
