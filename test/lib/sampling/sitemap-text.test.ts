import { describe, expect, it } from 'vitest'
import { readSitemapText } from '#lib/sampling/sitemap-text'

const urlset = (...addresses: string[]) => `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${addresses.map((address) => `<url><loc>${address}</loc></url>`).join('')}</urlset>`

describe('a sitemap', () => {
  it('lists pages, in XML or one a line', () => {
    expect(readSitemapText(urlset('https://a.example/1', ' https://a.example/2\n'), 10)).toEqual({ kind: 'pages', addresses: ['https://a.example/1', 'https://a.example/2'], more: false })
    expect(readSitemapText('https://a.example/1\r\nhttps://a.example/2\n\n', 10)).toMatchObject({ kind: 'pages', addresses: ['https://a.example/1', 'https://a.example/2'] })
  })

  it('lists further sitemaps when it is an index', () => {
    expect(readSitemapText('<sitemapindex><sitemap><loc>https://a.example/1.xml</loc></sitemap></sitemapindex>', 10)).toMatchObject({ kind: 'sitemaps', addresses: ['https://a.example/1.xml'] })
  })

  it('is read with the five entities of the protocol, numeric references and CDATA, and nothing else', () => {
    expect(readSitemapText(urlset('https://a.example/?a=1&amp;b=2&#233;&#xe9;', '<![CDATA[https://a.example/?c&d]]>', 'https://a.example/&xxe;'), 10)).toMatchObject({ addresses: ['https://a.example/?a=1&b=2éé', 'https://a.example/?c&d', 'https://a.example/&xxe;'] })
  })

  it('does not take the address of a picture for a page', () => {
    expect(readSitemapText('<urlset><url><loc>https://a.example/</loc><image:image><image:loc>https://a.example/a.jpg</image:loc></image:image></url></urlset>', 10)).toMatchObject({ addresses: ['https://a.example/'] })
  })

  it('is refused whole when it declares entities: one that reads a file, or a billion laughs', () => {
    const xxe = `<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY xxe SYSTEM "file:///etc/passwd">]><urlset><url><loc>https://a.example/&xxe;</loc></url></urlset>`
    const laughs = `<!doctype x [<!ENTITY a "haha"><!ENTITY b "${'&a;'.repeat(1_000)}">]><urlset><url><loc>https://a.example/&b;</loc></url></urlset>`
    expect([xxe, laughs].map((text) => readSitemapText(text, 10))).toEqual([{ kind: 'unreadable', why: 'document-type' }, { kind: 'unreadable', why: 'document-type' }])
  })

  it('is read up to the cap, and says that there was more', () => {
    const million = urlset(...Array.from({ length: 60_000 }, (_, index) => `https://a.example/${index}`))
    const read = readSitemapText(million, 500)
    expect(read).toMatchObject({ kind: 'pages', more: true })
    expect(read.kind === 'pages' && read.addresses.length).toBe(500)
  })

  it('is not any file', () => {
    expect(readSitemapText('<html><p>Page introuvable</p></html>', 10)).toEqual({ kind: 'unreadable', why: 'no-address' })
  })

  it('is read in a short time when its tags never close', () => {
    const begun = performance.now()
    readSitemapText(`<urlset>${'<loc>'.repeat(1_000_000)}`, 500)
    readSitemapText(`<urlset>${'<loc>          '.repeat(300_000)}`, 500)
    expect(performance.now() - begun).toBeLessThan(2_000)
  })
})
