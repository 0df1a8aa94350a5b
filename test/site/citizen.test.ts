import { statSync } from 'node:fs'
import { describe, expect, inject, it } from 'vitest'
import { fileOf, filesOf, htmlOf, pagesOf } from './pages.ts'
import { isCitizen, sentencesOf, unexplained, wordCount } from './plain-words.ts'


describe.each([['the example', 'atRoot'], ['a town that waits for its figures', 'strasbourg']] as const)('the pages of a citizen, for %s', (_name, built) => {
  const site = inject(built)
  const pages = pagesOf(site).filter(isCitizen).map((address) => ({ address, html: htmlOf(site, address) }))

  it('are all there', () => {
    expect(pages.map(({ address }) => address)).toEqual(expect.arrayContaining(['/', '/citoyen/', '/glossaire/', '/lieux/', '/lieux/depliant/', '/lire-un-chiffre/', '/recherche/', '/simple/', '/simple/aide/', '/simple/chez-moi/', '/simple/promesses/']))
  })

  it('say nothing in more than twenty words, but what they quote', () => {
    const long = pages.flatMap(({ address, html }) => sentencesOf(html).filter((sentence) => wordCount(sentence) > 20).map((sentence) => `${address} ${wordCount(sentence)} ${sentence}`))
    expect(long).toEqual([])
  })

  it('explain every acronym where it stands', () => {
    expect(pages.flatMap(({ address, html }) => unexplained(html).map((word) => `${address} ${word}`))).toEqual([])
  })

  it('are light: at most twelve requests, and the home page 60 kB', () => {
    const heavy = pages.map(({ address, html }) => {
      const files = filesOf(site, html)
      return { address, requests: files.length + 1, bytes: files.reduce((sum, href) => sum + statSync(fileOf(site, href) ?? `missing ${href}`).size, Buffer.byteLength(html)) }
    }).filter(({ address, requests, bytes }) => requests > 12 || bytes > (address === '/' ? 60_000 : 150_000))
    expect(heavy).toEqual([])
  })
})
