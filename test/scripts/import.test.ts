import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { SitesFile } from '#model/site'
import { importedYaml } from '../../scripts/import.ts'
import { hostile } from '../fixtures/hostile-strings.ts'
import { obeyed } from '../obeyed.ts'

function read(text: string, file: string) {
  const { yaml, notes } = importedYaml(text, file, 'ville')
  return { sites: SitesFile.parse(parse(yaml)).sites, notes, yaml }
}
const pathsOf = (text: string, file: string) => Object.fromEntries(read(text, file).sites.map(({ url, pages }) => [url, pages.map(({ path }) => path)]))

const dashlord = `
title: Tableau de bord
matomoId: 12
urls:
  - url: https://www.ville.example
    title: Ville
    category: portail
    pages: [/contact, https://www.ville.example/mentions-legales]
  - https://mediatheque.ville.example/
`

describe('a dashlord.yml', () => {
  it('gives its sites, their titles and their further pages', () => {
    const { sites, notes } = read(dashlord, 'dashlord.yml')
    expect(sites.map(({ id, name, url }) => [id, name, url])).toEqual([['ville-example', 'Ville', 'https://www.ville.example/'], ['mediatheque-ville-example', 'mediatheque.ville.example', 'https://mediatheque.ville.example/']])
    expect(sites[0]?.pages.map(({ id, path, role }) => [id, path, role])).toEqual([['accueil', '/', 'home'], ['contact', '/contact', 'contact'], ['mentions-legales', '/mentions-legales', 'legal']])
    expect(notes).toEqual([expect.stringContaining('matomoId')])
  })

  it('gives nothing that a terminal or an editor obeys, whatever a title holds', () => {
    const strange = (title: string) => read(`urls:\n  - { url: https://www.ville.example/, title: ${JSON.stringify(title)} }\n`, 'dashlord.yml')
    for (const title of Object.values(hostile)) {
      const { sites, yaml } = strange(title)
      expect([obeyed(yaml), obeyed(sites[0]?.name ?? '')]).toEqual([[], []])
    }
  })

  it('whose site has no further page leaves the choice to « trefle sample »', () => {
    expect(read(dashlord, 'dashlord.yml').sites[1]?.pages).toEqual([])
    expect(read(dashlord, 'dashlord.yml').yaml).not.toMatch(/mediatheque[\s\S]*pages:/)
  })
})

describe('a .pa11yci', () => {
  it('gives its addresses, alone or with settings, which are said not to be taken', () => {
    const text = JSON.stringify({ defaults: { timeout: 1000, standard: 'WCAG2AA' }, urls: ['https://www.ville.example/', { url: 'https://www.ville.example/contact', actions: ['click element #a'] }] })
    expect(pathsOf(text, '.pa11yci')).toEqual({ 'https://www.ville.example/': ['/', '/contact'] })
    expect(read(text, '.pa11yci').notes).toEqual(['.pa11yci : réglages non repris (timeout, standard, actions).'])
  })
})

describe('a lighthouserc', () => {
  const urls = ['https://www.ville.example/', 'https://www.ville.example/demarches']
  const expected = { 'https://www.ville.example/': ['/', '/demarches'] }

  it('gives its addresses in JSON, in YAML and in JavaScript', () => {
    expect(pathsOf(JSON.stringify({ ci: { collect: { url: urls, numberOfRuns: 3 } } }), 'lighthouserc.json')).toEqual(expected)
    expect(pathsOf(`ci:\n  collect:\n    url:\n      - ${urls.join('\n      - ')}\n`, '.lighthouserc.yml')).toEqual(expected)
    expect(pathsOf(`const site = 'https://www.ville.example/'\nmodule.exports = { ci: { collect: { url: [site, \`https://www.ville.example/demarches\`] }, assert: {} } }`, 'lighthouserc.cjs')).toEqual(expected)
  })

  it('gives a single address as well, and says which settings are not taken', () => {
    const { sites, notes } = read(JSON.stringify({ ci: { collect: { url: urls[1], numberOfRuns: 3 }, upload: {} } }), 'lighthouserc.json')
    expect(sites[0]?.pages.map(({ path }) => path)).toEqual(['/demarches'])
    expect(notes).toEqual([expect.stringMatching(/upload, numberOfRuns/)])
  })

  it('that only looks at the machine it runs on holds nothing to take', () => {
    expect(() => read(JSON.stringify({ ci: { collect: { url: ['http://localhost:3000/', 'http://127.0.0.1/'] } } }), 'lighthouserc.json')).toThrow('aucune adresse de site public')
  })
})

describe('an unlighthouse.config', () => {
  it('is read through its helper, its types and its constants', () => {
    const text = `import { defineUnlighthouseConfig } from 'unlighthouse/config'
import type { UserConfig } from 'unlighthouse'
const base = { scanner: { samples: 3 } } as const
export default defineUnlighthouseConfig({ ...base, site: 'www.ville.example', urls: ['/contact', '/agenda'] } satisfies UserConfig)`
    expect(pathsOf(text, 'unlighthouse.config.ts')).toEqual({ 'https://www.ville.example/': ['/', '/contact', '/agenda'] })
    expect(read(text, 'unlighthouse.config.ts').notes).toEqual([expect.stringContaining('scanner')])
  })

  it.each([
    ['export default { site: process.env.SITE }', 'site'],
    ['export default defineUnlighthouseConfig({ site: "https://www.ville.example", urls: async () => ["/a"] })', 'urls'],
    ['export default { site: "https://www.ville.example", urls: ["/a", page()] }', 'urls'],
    ['export default { site: "https://www.ville.example", async urls() { return [] } }', 'urls'],
  ])('that computes what is needed is politely refused: %s', (text, field) => {
    expect(() => read(text, 'unlighthouse.config.ts')).toThrow(`« ${field} » est calculé par un programme`)
  })

  it('is never run', () => {
    const text = `globalThis.trefleImportRan = true\nconst secret = (() => { globalThis.trefleImportRan = true; return 'x' })()\nexport default { site: 'https://www.ville.example', name: secret }`
    expect(pathsOf(text, 'unlighthouse.config.mjs')).toEqual({ 'https://www.ville.example/': [] })
    expect(Reflect.has(globalThis, 'trefleImportRan')).toBe(false)
  })

  it('is read in a short time when its constants multiply', () => {
    const doubled = Array.from({ length: 40 }, (_, index) => `const a${index} = [${Array(10).fill(`a${index + 1}`).join(', ')}]`).join('\n')
    const begun = performance.now()
    expect(pathsOf(`${doubled}\nconst a40 = 'x'\nexport default { site: 'https://www.ville.example', more: a0 }`, 'unlighthouse.config.js')).toEqual({ 'https://www.ville.example/': [] })
    expect(performance.now() - begun).toBeLessThan(1_000)
  })

  it.each([['function () {', 'n’est pas lisible'], ['export default makeConfig()', 'en clair'], ['console.log(1)', 'en clair'], ['const a = a\nexport default a', 'en clair']])('that exports no object in clear is refused: %s', (text, words) => {
    expect(() => read(text, 'unlighthouse.config.js')).toThrow(words)
  })
})

describe('a list of addresses', () => {
  it('gives a site for each host', () => {
    expect(pathsOf('# nos sites\nhttps://www.ville.example/\r\nhttps://www.ville.example/contact\n\nhttp://ancien.example/index.php?id=3\n', 'urls.txt')).toEqual({ 'https://www.ville.example/': ['/', '/contact'], 'http://ancien.example/': ['/index.php?id=3'] })
  })
})

describe('a list of addresses with a mistake', () => {
  it.each([['https://www.ville.example/\n\n# nos sites\npas une adresse\n', 'ligne 4'], ['www.ville.example\nwww.ville.example/contact\n', 'ligne 1']])('names the line: %j', (text, line) => {
    expect(() => read(text, 'urls.txt')).toThrow(line)
  })
})

describe('a sitemap', () => {
  it('gives its pages', () => {
    expect(pathsOf('<?xml version="1.0"?><urlset><url><loc>https://www.ville.example/</loc></url><url><loc>https://www.ville.example/aide</loc></url></urlset>', 'sitemap.xml')).toEqual({ 'https://www.ville.example/': ['/', '/aide'] })
  })

  it('that is an index, or declares entities, is refused with what to do', () => {
    expect(() => read('<sitemapindex><sitemap><loc>https://www.ville.example/a.xml</loc></sitemap></sitemapindex>', 'sitemap.xml')).toThrow('index')
    expect(() => read('<!DOCTYPE x><urlset></urlset>', 'sitemap.xml')).toThrow('lisible')
  })
})

describe('any other file', () => {
  it.each([['name: x', 'package.yml'], ['{"dependencies":{}}', 'package.json'], ['bonjour', 'a.txt'], ['', 'vide.txt'], ['a: [', 'casse.yml'], ['a: &a [*a, *a]', 'boucle.yml']])('is refused with the formats that are read: %s', (text, file) => {
    expect(() => read(text, file)).toThrow(/aucune adresse|ni du YAML|alias/i)
  })
})
