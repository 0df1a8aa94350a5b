import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { readSitemaps } from '#effects/sampling/sitemap'
import { scopeOf } from '#lib/sampling/scope'
import { canary } from '../network/loopback.ts'
import { serveSmallSite, siteUrl, type Served, type SmallSite } from './small-site.ts'

let small: SmallSite
afterEach(() => small.close())

const urlset = (...paths: string[]) => `<urlset>${paths.map((path) => `<url><loc>${URL.parse(path, siteUrl)?.href}</loc></url>`).join('')}</urlset>`
const index = (...paths: string[]) => `<sitemapindex>${paths.map((path) => `<sitemap><loc>${URL.parse(path, siteUrl)?.href}</loc></sitemap>`).join('')}</sitemapindex>`
async function read(answers: Record<string, Served> | ((path: string) => Served), start = '/sitemap.xml') {
  small = await serveSmallSite(answers)
  return readSitemaps([new URL(start, siteUrl).href], small.client.ask, scopeOf(siteUrl).isOwn)
}

describe('the sitemaps of a site', () => {
  it('are read through their index, packed or not', async () => {
    const found = await read({ '/sitemap.xml': { body: index('/a.xml', '/b.xml.gz') }, '/a.xml': { body: urlset('/1') }, '/b.xml.gz': { type: 'application/gzip', body: gzipSync(urlset('/2', '/1')) } })
    expect(found).toEqual({ addresses: [`${siteUrl}1`, `${siteUrl}2`], notes: [] })
  })

  it('that do not exist are no fault', async () => {
    expect(await read({})).toEqual({ addresses: [], notes: [] })
  })

  it('that loop are each asked once', async () => {
    const found = await read({ '/sitemap.xml': { body: index('/sitemap.xml', '/a.xml') }, '/a.xml': { body: index('/sitemap.xml', '/a.xml') } })
    expect(found.addresses).toEqual([])
    expect(small.asked).toEqual(['/sitemap.xml', '/a.xml'])
  })

  it('that nest without end stop at the third level', async () => {
    const found = await read((path) => ({ body: index(`${path}x`) }))
    expect(small.asked).toHaveLength(3)
    expect(found.notes).toEqual([expect.stringContaining('niveaux')])
  })

  it('that are very many stop at the twentieth file', async () => {
    const found = await read((path) => (path === '/sitemap.xml' ? { body: index(...Array.from({ length: 400 }, (_, number) => `/${number}.xml`)) } : { body: urlset(path.replace('.xml', '')) }))
    expect(small.asked).toHaveLength(20)
    expect(found.notes).toEqual([expect.stringContaining('20 fichiers')])
  })

  it('give five hundred pages at most', async () => {
    const found = await read({ '/sitemap.xml': { body: urlset(...Array.from({ length: 900 }, (_, number) => `/${number}`)) } })
    expect(found.addresses).toHaveLength(500)
    expect(found.notes).toEqual([expect.stringContaining('500')])
  })

  it('past 5 MiB, packed or once unpacked, are set aside', async () => {
    const big = `<urlset>${' '.repeat(6 * 1024 * 1024)}</urlset>`
    const found = await read({ '/sitemap.xml': { body: index('/plain.xml', '/bomb.xml.gz') }, '/plain.xml': { body: big }, '/bomb.xml.gz': { body: gzipSync(Buffer.alloc(200 * 1024 * 1024)) } })
    expect(found.addresses).toEqual([])
    expect(found.notes).toEqual([expect.stringContaining('too-large'), expect.stringContaining('compressé')])
  })

  it('never lead to another host: its pages and its sitemaps are dropped and counted, a redirect to it is not followed', async () => {
    const foreign = await canary()
    const found = await read({
      '/sitemap.xml': { body: index(`http://127.0.0.1:${foreign.port}/a.xml`, '/own.xml', '/moved.xml') },
      '/own.xml': { body: urlset('/1', 'https://autre.example/2', 'file:///etc/passwd', 'javascript:alert(1)') },
      '/moved.xml': { location: `http://127.0.0.1:${foreign.port}/b.xml` },
    })
    expect(found.addresses).toEqual([`${siteUrl}1`])
    expect(found.notes).toEqual([expect.stringContaining('redirects'), expect.stringContaining('4 adresses')])
    expect(foreign.connections()).toBe(0)
    await foreign.close()
  })
})
