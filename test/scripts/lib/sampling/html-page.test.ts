import { describe, expect, it } from 'vitest'
import { decodeHtml, readHtmlPage } from '#effects/sampling/html-page'

const url = 'https://www.ville.example/mairie/index.html'
const read = (html: string) => readHtmlPage(html, url)

describe('a page read as plain HTML', () => {
  it('tells its title, its heading and its own text, without those of the template', () => {
    const page = read('<!doctype html><title>Mairie\u202E</title><header>Menu</header><main><h1>La <b>mairie</b></h1><p>Ouverte le lundi.<script>var a</script></main><footer>Mentions</footer>')
    expect(page).toMatchObject({ title: 'Mairie', heading: 'La mairie', text: 'La mairie Ouverte le lundi.' })
  })

  it('tells where its links lead, under what words: text, label or picture', () => {
    const { links } = read('<base href="/fr/"><a href="contact">Nous <i>écrire</i></a><a href="/aide" aria-label="Aide"></a><a href="#"><img src=a.png alt="Plan du site"></a><area href="//autre.example/"><iframe src="/carte" title="Carte"></iframe>')
    expect(links).toEqual([
      { url: 'https://www.ville.example/fr/contact', words: 'Nous écrire' }, { url: 'https://www.ville.example/aide', words: 'Aide' },
      { url: 'https://www.ville.example/fr/#', words: 'Plan du site' }, { url: 'https://autre.example/', words: '' }, { url: 'https://www.ville.example/carte', words: 'Carte' },
    ])
  })

  it('takes a search form for a link to its results, and no other form', () => {
    const forms = '<form action="/resultats"><input type=search name=x></form><form action="/voter" method=post><input name=nom></form><form action="/filtre"><input name=a><input name=b></form>'
    expect(read(`<header>${forms}</header>`).links).toEqual([{ url: 'https://www.ville.example/resultats', words: 'recherche' }])
  })

  it('counts the fields a person fills in, of the forms outside the template', () => {
    const { forms } = read('<header><form><input type=search></form></header><main><form><input type=hidden><input><textarea></textarea><select></select><input type=password><button>OK</button><input type=submit></form></main>')
    expect(forms).toEqual([{ fields: 4, password: true, search: false }])
  })

  it('is read to an end when its elements nest without end', () => {
    const begun = performance.now()
    const { skeleton } = read('<div>'.repeat(200_000))
    let depth = 0
    for (let node = skeleton; node.children[0] !== undefined; node = node.children[0]) depth += 1
    expect(depth).toBeLessThanOrEqual(200)
    expect(performance.now() - begun).toBeLessThan(3_000)
  })

  it('gives two thousand links at most', () => {
    expect(read('<a href=/x>x</a>'.repeat(5_000)).links).toHaveLength(2_000)
  })
})

describe('the encoding of a page', () => {
  const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
  it.each([
    ['the header', latin('été'), 'text/html; charset=ISO-8859-1', 'été'],
    ['its meta', latin('<meta charset="windows-1252">été'), 'text/html', '<meta charset="windows-1252">été'],
    ['UTF-8 where it reads as such', new TextEncoder().encode('été'), 'text/html', 'été'],
    ['windows-1252 otherwise', latin('été'), 'text/html', 'été'],
    ['UTF-8 when the header names an encoding that nobody knows', new TextEncoder().encode('été'), 'text/html; charset=klingon', 'été'],
  ])('is that of %s', (_name, body, type, text) => {
    expect(decodeHtml(body, type)).toBe(text)
  })
})
