import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { createHash, X509Certificate } from 'node:crypto'
import { connect } from 'node:tls'
import { readFile } from 'node:fs/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { SitesFile } from '#model/site'
import { ThirdParty } from '#model/third-party'
import { startExampleTown, type ExampleTown } from '../../examples/villeneuve/web/serve.ts'
import { loadTown } from '../../examples/villeneuve/web/town.ts'
import { readTruths } from '../../examples/villeneuve/web/truth-files.ts'
import { askOf, elementsOf, readTables, weighed } from '../../examples/villeneuve/web/weigh.ts'

const data = new URL('../../examples/villeneuve/data/', import.meta.url)
const readYaml = async (name: string): Promise<unknown> => parse(await readFile(new URL(name, data), 'utf8'))
const { sites } = SitesFile.parse(await readYaml('sites.yml'))
const truths = (await readTruths()).map(({ truth }) => truth)
const pageAddresses = sites.flatMap((site) => site.pages.map((page) => new URL(page.path, site.url).href))

let town: ExampleTown
beforeAll(async () => { town = await startExampleTown() })
afterAll(() => town.stop())

type Received = { status: number; headers: IncomingMessage['headers']; headBytes: number; body: Buffer }

/** Asks one address of the town over its own port, as Chromium would. */
async function ask(url: string, headers: Record<string, string> = {}): Promise<Received> {
  const { scheme, host, path, acceptEncoding } = askOf(url)
  const send = scheme === 'https' ? httpsRequest : httpRequest
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    send({ host: '127.0.0.1', port: town.fixtures[host]?.[scheme], path, servername: host, rejectUnauthorized: false, headers: { Host: host, Connection: 'keep-alive', 'Accept-Encoding': acceptEncoding, ...headers } }, resolve).once('error', reject).end()
  })
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const lines = [`HTTP/1.1 ${response.statusCode} ${response.statusMessage}`, ...Array.from({ length: response.rawHeaders.length / 2 }, (_, i) => `${response.rawHeaders[2 * i]}: ${response.rawHeaders[2 * i + 1]}`), '', '']
  return { status: response.statusCode ?? 0, headers: response.headers, headBytes: Buffer.byteLength(lines.join('\r\n')), body }
}

describe('the example town answers under its own names', () => {
  test('every response has the status and the bytes that the truth says', async () => {
    const responses = new Map(truths.flatMap((truth) => truth.responses.map((response) => [response.url, response] as const)))
    expect(responses.size).toBeGreaterThan(100)
    for (const [url, { status, headBytes, bodyBytes }] of responses) {
      const received = await ask(url)
      expect(received.status, url).toBe(status)
      if (received.headers['content-encoding'] === 'gzip') {
        // Deflate may differ by some bytes from one processor to another.
        expect(Math.abs(received.body.length - bodyBytes), url).toBeLessThanOrEqual(16)
      } else {
        expect([received.headBytes, received.body.length], url).toEqual([headBytes, bodyBytes])
      }
    }
  })

  test('the same question gives the same bytes twice', async () => {
    const [first, second] = [await ask('https://www.villeneuve.example/'), await ask('https://www.villeneuve.example/')]
    expect(second).toEqual(first)
  })

  test('an https site sends http visitors to the same address in https', async () => {
    const { status, headers } = await ask('http://mediatheque.villeneuve.example/agenda/')
    expect([status, headers.location]).toEqual([301, 'https://mediatheque.villeneuve.example/agenda/'])
  })

  test('the old mini-site has no https at all', () => {
    expect(town.fixtures['www.fete-du-pont-villeneuve.example']).toEqual({ http: expect.any(Number) })
  })

  test('text is compressed with what the visitor accepts, and reads the same', async () => {
    const url = 'https://www.villeneuve.example/contact/'
    const [brotli, gzip, plain] = [await ask(url), await ask(url, { 'Accept-Encoding': 'gzip' }), await ask(url, { 'Accept-Encoding': 'identity' })]
    expect([brotli, gzip, plain].map(({ headers }) => headers['content-encoding'])).toEqual(['br', 'gzip', undefined])
    expect(brotliDecompressSync(brotli.body)).toEqual(plain.body)
    expect(gunzipSync(gzip.body)).toEqual(plain.body)
  })

  test('a truth is never served, and an unknown name is misdirected', async () => {
    expect((await ask('https://www.villeneuve.example/index.truth.json')).status).toBe(404)
    expect((await ask('https://www.villeneuve.example/', { Host: 'ailleurs.example' })).status).toBe(421)
  })

  test('the certificate names every https host and carries the key whose hash is given', async () => {
    const { https } = town.fixtures['www.villeneuve.example']!
    const certificate = await new Promise<X509Certificate>((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port: https!, servername: 'www.villeneuve.example', rejectUnauthorized: false }, () => {
        resolve(new X509Certificate(socket.getPeerCertificate().raw))
        socket.destroy()
      }).once('error', reject)
    })
    const secure = Object.entries(town.fixtures).filter(([, ports]) => ports.https !== undefined).map(([host]) => host)
    expect(secure.filter((host) => certificate.checkHost(host) !== host)).toEqual([])
    const spki = certificate.publicKey.export({ type: 'spki', format: 'der' })
    expect(town.spkiHashes).toEqual([createHash('sha256').update(spki).digest('base64')])
  })

  test('what was asked is kept, in order', async () => {
    const before = town.requests().length
    await ask('https://participer.villeneuve.example/robots.txt')
    expect(town.requests().slice(before)).toMatchObject([{ scheme: 'https', host: 'participer.villeneuve.example', method: 'GET', status: 200 }])
  })
})

describe('the sites of the example town', () => {
  test('are four, of 25 pages or more, none above ten', () => {
    expect(sites).toHaveLength(4)
    expect(pageAddresses.length).toBeGreaterThanOrEqual(25)
    expect(Math.max(...sites.map((site) => site.pages.length))).toBeLessThanOrEqual(10)
  })

  test('have one truth a page, and no truth without a page', () => {
    expect(truths.map((truth) => truth.url).sort()).toEqual([...pageAddresses].sort())
  })

  test.each(sites.map((site) => [site.id, site] as const))('%s names its own pages in its site map, and welcomes robots', async (_id, site) => {
    const [map, robots] = [await ask(new URL('/sitemap.xml', site.url).href, { 'Accept-Encoding': 'identity' }), await ask(new URL('/robots.txt', site.url).href, { 'Accept-Encoding': 'identity' })]
    const listed = [...map.body.toString('utf8').matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address)
    const answering = await Promise.all(site.pages.map(async ({ path }) => {
      const asked = new URL(path, site.url).href
      const { status, headers } = await ask(asked)
      return status === 301 ? new URL(headers.location!, asked).href : asked
    }))
    expect(listed.sort()).toEqual(answering.sort())
    expect(robots.body.toString('utf8')).toContain(`Sitemap: ${new URL('/sitemap.xml', site.url).href}`)
  })

  test('link only to pages and files that exist, but for the plan of accessibility that the library left behind', async () => {
    const gone = 'https://mediatheque.villeneuve.example/documents/schema-2019-2021.pdf'
    const loaded = await loadTown()
    const links = [...loaded.values()].flatMap((host) => [...host.pages].flatMap(([path, html]) =>
      [...html.matchAll(/(?:href|src|srcset)="([^"#?]+)/g)].map(([, link]) => new URL(link!, `${host.settings.schemes[0]}://${host.name}${path}`))))
    const addresses = [...new Set(links.filter(({ protocol }) => protocol.startsWith('http')).map(({ href }) => href))]
    expect(addresses.length).toBeGreaterThan(50)
    for (const address of addresses) expect((await ask(address)).status < 400, address).toBe(address !== gone)
  })

  test('call only third parties that the territory describes, but for one left unknown on purpose', async () => {
    const { thirdParties } = z.strictObject({ thirdParties: z.array(ThirdParty) }).parse(await readYaml('third-parties.yml'))
    const called = new Set(truths.flatMap((truth) => truth.thirdPartyHosts))
    const unknown = [...called].filter((host) => !thirdParties.some(({ suffix }) => host.endsWith(`.${suffix}`)))
    expect(unknown).toEqual(['meteo.previsions-locales.example'])
    expect(thirdParties.filter(({ suffix }) => ![...called].some((host) => host.endsWith(`.${suffix}`)))).toEqual([])
  })
})

describe('a truth', () => {
  test('holds the numbers that the files give today (else run weigh.ts)', async () => {
    const [loaded, tables] = await Promise.all([loadTown(), readTables()])
    const gzipped = (url: string) => loaded.get(new URL(url).host)?.settings.compress[0] === 'gzip'
    for (const truth of truths.filter(({ responses }) => !responses.some(({ url }) => gzipped(url)))) {
      expect(weighed(truth, loaded, tables), truth.url).toEqual(truth)
    }
    for (const truth of truths) expect(weighed(truth, loaded, tables).dom, truth.url).toEqual(truth.dom)
  })

  test('counts each failing element it planted', () => {
    for (const { url, axeFailures, expected } of truths) {
      expect(expected['solidarity/axe-failures']?.value, url).toBe(Object.values(axeFailures).reduce((sum, count) => sum + count, 0))
    }
  })

  test('counts the elements of a page as EcoIndex does: an svg is one, what it holds is none', () => {
    expect(elementsOf('<!doctype html><title>a</title><p>b<svg><g><path/></g></svg><template><i></i></template>')).toBe(7)
  })
})
