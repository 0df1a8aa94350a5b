import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Artifacts, ArtifactName } from '#model/evidence'
import { Site } from '#model/site'
import { findBrowser } from '#effects/visits/browser'
import { gatherEvidence } from '#effects/visits/pool'
import { startCaseServer } from './accessibility/case-server.ts'

const frame = (title: string) => `<iframe ${title} src="about:blank" width="200" height="80"></iframe>`
/** A photograph that would not hold in 10 kB: every pixel is another colour. */
const noise = `<script>const c = document.createElement('canvas'); c.width = c.height = 300; const x = c.getContext('2d'); const d = x.createImageData(300, 300); d.data.forEach((_, i) => { d.data[i] = i % 4 === 3 ? 255 : (i * 7919 + (i >> 3) * 104729) % 256 }); x.putImageData(d, 0, 0); document.images[0].src = c.toDataURL()</script>`
const pages = {
  shown: `<h1>Plan</h1><p>Le quartier :</p>${frame('')}<p>${frame('title="Carte"')}</p><p><img width="300" height="300"></p>${noise}`,
  left: `<h1>Plan</h1><div style="opacity:0">${frame('')}</div><div style="position:relative">${frame('')}<p style="position:absolute;top:0;left:0;width:400px;height:120px;margin:0;background:#fff">Avis</p></div>
    <p><label>Votre nom <input value="Jeanne Martin"></label></p>${frame('')}<p style="margin-top:300px">${frame('title="Plan du quartier"')}</p>`,
  shadow: `<h1>Plan</h1><p>Le quartier :</p><x-carte></x-carte><x-champ></x-champ><script>const put = (name, html) => customElements.define(name, class extends HTMLElement { connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = html } })
    put('x-carte', '<p>Carte</p><iframe src="about:blank" width="200" height="80"></iframe><div style="height:400px"></div>'); put('x-champ', '<label>Votre nom <input value="Jeanne Martin"></label><iframe src="about:blank" width="100" height="50"></iframe>')</script>`,
}
type Name = keyof typeof pages
const names = Object.keys(pages) as Name[]
const artifacts: ArtifactName[] = ['structure', 'axe', 'text', 'crops']
const site = Site.parse({ id: 'ville', name: 'Ville', url: 'https://www.ville.example/', organisation: 'ville', pages: [] })
const taken = new Map<string, Artifacts['crops']>()
let server: Awaited<ReturnType<typeof startCaseServer>>

beforeAll(async () => {
  server = await startCaseServer(Object.values(pages))
  const chromePath = await findBrowser() ?? expect.fail('a smoke test needs a browser')
  const jobs = names.map((_, index) => ({ url: `${server.origin}/case/${index}`, role: 'other' as const, site, page: 'plan', pass: 'cold' as const, profile: 'desktop' as const }))
  const loads = gatherEvidence(jobs, { run: 'test', workers: 1, perHost: () => 1, guard: { allowPrivate: true, fixtures: null }, spkiHashes: [], chromePath, deadlineMs: 60_000, contact: 'https://ville.test/contact', artifacts, waits: { beforeScrollMs: 0, afterScrollMs: 0 }, ignoresRobots: () => true })
  for await (const { url, artifacts: { crops }, failure } of loads) {
    if (!crops?.ok) expect.fail(`${url}: ${JSON.stringify(crops?.failure ?? failure)}`)
    taken.set(names[Number(url.split('/').at(-1))]!, crops.value)
  }
})
afterAll(() => server.stop())

const bytesOf = (picture: string) => Buffer.from(picture, 'base64')

test('the place of a proven failure is in the picture, with what is around it, and says where it stands there', () => {
  const crop = taken.get('shown')!.find(({ selector }) => selector === 'body > iframe') ?? expect.fail('no picture of the frame')
  expect(crop.box).toMatchObject({ left: 8, width: expect.closeTo(204, -1), height: expect.closeTo(84, -1) })
  expect(crop.widthPx).toBeLessThanOrEqual(400)
  expect(crop.box.left + crop.box.width).toBeLessThan(crop.widthPx)
  const picture = bytesOf(crop.picture)
  expect([...picture.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff])
  expect(picture.byteLength).toBeLessThanOrEqual(10_000)
})

test('a photograph is blurred, which is why it is light', () => {
  const crop = taken.get('shown')!.find(({ selector }) => selector.includes('img')) ?? expect.fail('no picture of the photograph')
  expect(bytesOf(crop.picture).byteLength).toBeLessThan(6000)
})

test('a place in an open shadow root has its picture, but not beside a field with something in it', () => {
  expect(taken.get('shadow')?.map(({ selector, box: { width } }) => [selector, width])).toEqual([['x-carte >>> iframe', expect.closeTo(204, -1)]])
})

test('nothing is taken of what nobody sees, of what something covers, beside a field with something in it, nor where nothing is proven', () => {
  expect(taken.get('shown')).toHaveLength(2)
  expect(taken.get('left')).toEqual([])
})
