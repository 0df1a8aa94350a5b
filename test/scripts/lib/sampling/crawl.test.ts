import { afterEach, describe, expect, it } from 'vitest'
import { crawl, type CrawlOptions } from '#effects/sampling/crawl'
import { scopeOf } from '#lib/sampling/scope'
import { canary } from '../network/loopback.ts'
import { pageWith, serveSmallSite, siteUrl, type Served, type SmallSite } from './small-site.ts'

let small: SmallSite
afterEach(() => small.close())

async function read(answers: Record<string, Served> | ((path: string) => Served | undefined), part: Partial<CrawlOptions> = {}) {
  small = await serveSmallSite(answers)
  const crawled = await crawl({ url: siteUrl, scope: scopeOf(siteUrl), declared: [], seed: 'essai', maxPages: 50, client: small.client, ...part })
  if (!crawled.ok) throw new Error(`${crawled.failure.code}: ${crawled.failure.detail}`)
  return { ...crawled.value, paths: crawled.value.pages.map(({ path }) => path).sort() }
}
const leftOut = (crawled: Awaited<ReturnType<typeof read>>) => Object.fromEntries(crawled.leftOut.map(({ path, why, detail }) => [path, detail === '' ? why : `${why} ${detail}`]))

describe('the reading of a site', () => {
  it('follows links and sitemaps, one request at a time, and asks each page once', async () => {
    const crawled = await read({ '/': pageWith(['/a', '/b#x', '/a?tri=1']), '/a': pageWith(['/', '/b']), '/b': pageWith([]), '/sitemap.xml': { type: 'application/xml', body: `<urlset><url><loc>${siteUrl}c</loc></url></urlset>` }, '/c': pageWith([]) })
    expect(crawled.paths).toEqual(['/', '/a', '/b', '/c'])
    expect(small.asked.toSorted()).toEqual(['/', '/a', '/b', '/c', '/robots.txt', '/sitemap.xml'])
    expect(small.atOnce()).toBe(1)
  })

  it('asks nothing that robots.txt closes, and says so', async () => {
    const crawled = await read({ '/robots.txt': { type: 'text/plain', body: 'User-agent: Trefle\nDisallow: /prive\n' }, '/': pageWith(['/prive/a', '/b']), '/b': pageWith([]) })
    expect(small.asked).not.toContain('/prive/a')
    expect(leftOut(crawled)).toEqual({ '/prive/a': 'robots' })
  })

  it('makes the pause that robots.txt asks for', async () => {
    const begun = performance.now()
    await read({ '/robots.txt': { type: 'text/plain', body: 'User-agent: *\nCrawl-delay: 0.2\n' }, '/': pageWith(['/a']), '/a': pageWith([]) })
    expect(performance.now() - begun).toBeGreaterThan(590)
  })

  it('fails as a whole when robots.txt closes the home page', async () => {
    await expect(read({ '/robots.txt': { type: 'text/plain', body: 'User-agent: *\nDisallow: /\n' }, '/': pageWith([]) })).rejects.toThrow('robots')
    expect(small.asked).toEqual(['/robots.txt'])
  })

  it('says of a site that is out of order what is the matter, and not that it refuses robots', async () => {
    await expect(read({ '/robots.txt': { status: 500 }, '/': pageWith([]) })).rejects.toThrow('http: robots.txt answered 500')
    expect(small.asked).toEqual(['/robots.txt'])
  })

  it('says why each page could not be read', async () => {
    const crawled = await read({ '/': pageWith(['/absent', '/ferme', '/flux', '/gros']), '/ferme': { status: 403 }, '/flux': { type: 'application/json', body: '{}' }, '/gros': { body: 'x'.repeat(3_000_000) } })
    expect(leftOut(crawled)).toEqual({ '/absent': 'failed http: 404', '/ferme': 'failed access-denied: 403', '/flux': 'failed content-type: application/json', '/gros': expect.stringContaining('failed too-large') })
  })

  it('names a page by the address that answers, the home page and declared ones by that which was given', async () => {
    const answers = { '/': { location: '/fr/' }, '/fr/': pageWith(['/ancien', '/nouveau', '/choisi', '/fr/']), '/ancien': { location: '/nouveau' }, '/nouveau': pageWith([]), '/choisi': { location: '/autre' }, '/autre': pageWith([]) }
    const crawled = await read(answers, { declared: ['/choisi'] })
    expect(crawled.paths).toEqual(['/', '/choisi', '/nouveau'])
    expect(crawled.pages.find(({ path }) => path === '/nouveau')?.linkTexts.toSorted()).toEqual(['/ancien', '/nouveau'])
  })

  it('never leaves the host, by a link or by a redirect', async () => {
    const foreign = await canary()
    const crawled = await read({ '/': pageWith([`http://127.0.0.1:${foreign.port}/`, '/sortie', 'mailto:a@b.example', 'javascript:void 0']), '/sortie': { location: `http://127.0.0.1:${foreign.port}/` } })
    expect([foreign.connections(), crawled.paths]).toEqual([0, ['/']])
    expect(leftOut(crawled)['/sortie']).toMatch(/redirects/)
    await foreign.close()
  })

  it('keeps to its number of pages, and says how many it knows of', async () => {
    const crawled = await read((path) => (path === '/robots.txt' || path === '/sitemap.xml' ? undefined : pageWith(Array.from({ length: 30 }, (_, index) => `/p${index}`))), { maxPages: 10 })
    expect([crawled.pages.length, crawled.leftOut.filter(({ why }) => why === 'not-fetched').length]).toEqual([10, 21])
    expect(crawled.notes).toEqual([expect.stringContaining('21 adresses')])
  })

  it('is not caught in a calendar without end: other folders come first', async () => {
    const crawled = await read((path) => {
      if (path === '/') return pageWith(['/agenda/1', '/vie-locale'])
      if (path === '/vie-locale') return pageWith(['/services/a', '/services/b', '/ecoles/c'])
      if (path.startsWith('/agenda/')) return pageWith(Array.from({ length: 50 }, (_, index) => `/agenda/${index + Number(path.slice(8)) * 50}`))
      return path.endsWith('.txt') || path.endsWith('.xml') ? undefined : pageWith([])
    }, { maxPages: 12 })
    expect(crawled.paths).toEqual(expect.arrayContaining(['/services/a', '/services/b', '/ecoles/c']))
  })

  it('does not follow addresses that grow without end', async () => {
    const crawled = await read((path) => (path.endsWith('.txt') || path.endsWith('.xml') ? undefined : pageWith([`${path === '/' ? '' : path}/encore`])), { maxPages: 100 })
    expect(crawled.pages.length).toBeLessThan(15)
  })

  it('stops when the site asks to be left alone, or no longer answers', async () => {
    const links = Array.from({ length: 20 }, (_, index) => `/p${index}`)
    const busy = await read((path) => (path === '/' ? pageWith(links) : path.startsWith('/p') ? { status: 429 } : undefined))
    expect([small.asked.filter((path) => path.startsWith('/p')).length, busy.notes[0]]).toEqual([1, expect.stringContaining('429')])
    await small.close()
    const refusing = await read((path) => (path === '/' ? pageWith(links) : path.startsWith('/p') ? { status: 403 } : undefined))
    expect(small.asked.filter((path) => path.startsWith('/p'))).toHaveLength(5)
    expect(refusing.notes[0]).toContain('access-denied')
  })

  it('lists documents without asking them, and passes over other files', async () => {
    const crawled = await read({ '/': pageWith(['/budget.pdf', '/photo.jpg', '/liste.ods', '/style.css']) })
    expect(crawled.documents.map(({ path }) => path).toSorted()).toEqual(['/budget.pdf', '/liste.ods'])
    expect(small.asked).toEqual(['/robots.txt', '/', '/sitemap.xml'])
  })

  it('says when the links of a site are nowhere in its HTML', async () => {
    const crawled = await read({ '/': { body: '<div id=app></div><script src=/app.js></script>' } })
    expect(crawled.notes).toEqual([expect.stringContaining('script')])
  })
})
