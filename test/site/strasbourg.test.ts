import { statSync } from 'node:fs'
import puppeteer from 'puppeteer'
import { describe, expect, inject, it } from 'vitest'
import { pageBudgetKilobytes } from '#lib/dashboard/page-weight'
import { fileOf, filesOf, htmlOf, pagesOf } from './pages.ts'

const site = inject('strasbourg')
const pages = pagesOf(site)

/** Every place that the inventory of the documents gives to a programme, a figure or an engagement, and where it is. */
const places: Readonly<Record<string, string>> = {
  'Annexe « Sources »': '/sources/#sans-precision',
  'Sobriété > Sites web': '/sobriete/#sites-web',
  'Sobriété > Comprendre': '/sobriete/#comprendre-sobriete',
  'Sobriété > Matériel': '/sobriete/#materiel',
  'Sobriété > Seconde vie': '/sobriete/#seconde-vie',
  'Sobriété > Piscines': '/sobriete/#piscines',
  'Sobriété > Piscines, effet rebond': '/sobriete/piscines/#promesse-effets-rebonds',
  'Sobriété > Serveurs': '/sobriete/#serveurs',
  'Sobriété > Serveurs, datacenter mutualisé': '/sobriete/serveurs/#action-datacenter-mutualise',
  'Solidarité > label en tête de page': '/solidarite/#label-numerique-inclusif',
  'Solidarité > Trouver de l’aide': '/solidarite/#trouver-de-l-aide',
  'Solidarité > Trouver de l’aide, permanences': '/solidarite/trouver-de-l-aide/#action-permanences',
  'Solidarité > Trouver de l’aide, carte': '/solidarite/trouver-de-l-aide/#action-cartographie',
  'Solidarité > Trouver de l’aide, liste des lieux': '/lieux/',
  'Bilan annuel, Eurométropole': '/rapport/#eurometropole',
  'Bilan annuel, Ville': '/rapport/#ville',
  'Solidarité > Imprimer': '/solidarite/trouver-de-l-aide/#action-imprimer',
  'Solidarité > Accessibilité': '/solidarite/#accessibilite',
  'Solidarité > Démarches': '/solidarite/#demarches',
  'Solidarité > Quartiers': '/solidarite/#quartiers',
  'Solidarité > Se former': '/solidarite/#se-former',
  'Solidarité > S’équiper': '/solidarite/#s-equiper',
  'Solidarité > Accès': '/solidarite/#acces',
  'Solidarité > Égalité': '/solidarite/#egalite',
  'Solidarité > Entreprises': '/solidarite/#entreprises',
  'Solidarité > Comprendre': '/solidarite/#comprendre-solidarite',
  'Liberté > Participer': '/liberte/#participer',
  'Liberté > Logiciels libres': '/liberte/#logiciels-libres',
  'Liberté > Logiciels libres, quatre étapes': '/liberte/logiciels-libres/#action-outils-libres',
  'Liberté > Données ouvertes': '/liberte/#donnees-ouvertes',
  'Liberté > Hébergement': '/liberte/#hebergement',
  'Liberté > Communes': '/liberte/#communes',
  'Liberté > Vie privée': '/liberte/#vie-privee',
  'Liberté > Sécurité': '/liberte/#securite',
  'Liberté > Comprendre': '/liberte/#comprendre-liberte',
  'Accueil': '/',
  'Accueil > Calendrier': '/reperes/#calendrier',
  'Accueil > Événements': '/reperes/#evenements',
  'Accueil > Histoire': '/reperes/#histoire',
  'Accueil > Ce qui reste à faire': '/reperes/#reste-a-faire',
  'À propos > Nos principes': '/reperes/#principes',
  'Pied de page > langues': '/a-propos/#langues',
}
const text = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/[\s\u00a0\u202f]+/g, ' ')

describe('the dashboard of a town that waits for its figures', () => {
  it.each(Object.entries(places))('has a place for %s', (_place, address) => {
    const [path = '', anchor] = address.split('#')
    const html = htmlOf(site, path)
    if (anchor !== undefined) expect(html).toContain(`id="${anchor}"`)
  })

  it('leads from the home page to everything that is dated, to the sources and to the languages', () => {
    const home = htmlOf(site, '/')
    const expected = [...Object.values(places).filter((address) => address.startsWith('/reperes/')), '/a-propos/#langues', '/sources/']
    expect(expected.filter((address) => !home.includes(`href="${address}"`))).toEqual([])
  })

  it('leads to the places of help, and says who can give their list, the outlines of districts and the squares of population', () => {
    expect(htmlOf(site, '/solidarite/')).toContain('href="/lieux/"')
    const said = text(htmlOf(site, '/lieux/'))
    for (const word of ['Coordination de la médiation numérique', 'GeoJSON', 'carreaux de population']) expect(said).toContain(word)
    expect(htmlOf(site, '/lieux/')).not.toContain('<svg class="place-map"')
  })

  it('leads to the yearly review of both bodies that the law asks it of, what is missing first', () => {
    expect(htmlOf(site, '/')).toContain('href="/rapport/"')
    const said = text(htmlOf(site, '/rapport/'))
    expect(said.indexOf('Ce qui manque')).toBeLessThan(said.indexOf('L’essentiel'))
    expect(said).toContain('Aucun bilan n’a encore été archivé')
  })

  it('gives each of the 33 communes its own page, and a way to share its record', () => {
    const communes = pages.filter((address) => /^\/communes\/[a-z-]+\/$/.test(address))
    expect(communes).toHaveLength(33)
    expect(communes.filter((address) => !htmlOf(site, '/communes/').includes(`href="${address}"`))).toEqual([])
    expect(communes.filter((address) => !htmlOf(site, address).includes('trefle export bundle'))).toEqual([])
    expect(htmlOf(site, '/')).toContain('href="/communes/"')
  })

  it('gives each anchor of a page once', () => {
    const twice = pages.flatMap((address) => {
      const ids = [...htmlOf(site, address).matchAll(/\sid="([^"]+)"/g)].map((match) => match[1])
      return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${address} ${id}`)
    })
    expect(twice).toEqual([])
  })

  it('says on every page that nobody of the town has read it again', () => {
    expect(pages.filter((address) => !htmlOf(site, address).includes('préparé à partir de documents publics'))).toEqual([])
  })

  it('offers no mailbox that nobody gave', () => {
    expect(pages.filter((address) => htmlOf(site, address).includes('mailto:'))).toEqual([])
  })

  it('says of each missing figure who can give it, and never a zero in its place', () => {
    const page = text(htmlOf(site, '/indicateurs/free-software-share/'))
    expect(page).toContain('Qui peut donner ce chiffre ?')
    expect(page).toContain('Nous ne le savons pas.')
    expect(page).not.toMatch(/\b0 ?%/)
  })

  it('never counts as zero the promises kept of a town that set no target, and says who can set one', () => {
    for (const address of ['/', '/promesses/', '/simple/', '/simple/promesses/']) expect(text(htmlOf(site, address)), address).not.toMatch(/\b0 (?:tenue|promesse)/)
    expect(text(htmlOf(site, '/promesses/'))).toContain('On ne peut donc pas encore dire si ces promesses sont tenues. Le conseil peut fixer ces cibles.')
    expect(text(htmlOf(site, '/simple/'))).toContain('Nous ne pouvons pas encore dire si elles sont tenues.')
  })

  it('says every promise again in simple words, and quotes none there', () => {
    const page = htmlOf(site, '/simple/promesses/')
    expect(page.match(/<a href="\/promesses\/[a-z0-9-]+\/"/g)).toHaveLength(32)
    expect(page).not.toContain('<q>')
    expect(text(page)).toContain('n’a pas encore été relue par des personnes concernées')
  })

  it('says each reason of a group of promises once', () => {
    expect(text(htmlOf(site, '/promesses/')).match(/Trèfle n’en invente pas/g)).toHaveLength(1)
  })

  it('shows a stated figure between quotation marks, with what it is worth and what stands beside it', () => {
    const page = text(htmlOf(site, '/solidarite/comprendre-solidarite/'))
    expect(page).toMatch(/« ?17 % ?»/)
    expect(page).toContain('15,4 %')
    expect(page).toContain('les deux taux ne se comparent pas')
    expect(text(htmlOf(site, '/liberte/comprendre-liberte/'))).toMatch(/« ?44 % ?» .*À confirmer/)
  })

  it('keeps every page of a citizen within its budget', () => {
    const heavy = ['/', '/sobriete/', '/solidarite/', '/liberte/', '/promesses/', '/reperes/', '/sources/', '/promesses/logiciels-libres/'].map((address) => {
      const html = htmlOf(site, address)
      const bytes = filesOf(site, html).reduce((sum, href) => sum + statSync(fileOf(site, href) ?? `missing ${href}`).size, Buffer.byteLength(html))
      return { address, kilobytes: Math.ceil(bytes / 1000) }
    })
    expect(heavy.filter(({ kilobytes }) => kilobytes > pageBudgetKilobytes.plain)).toEqual([])
  })

  it('is wider than no screen, at 320 pixels and in the dark', async () => {
    const browser = await puppeteer.connect({ browserWSEndpoint: inject('browserEndpoint') })
    const page = await browser.newPage()
    try {
      await page.setViewport({ width: 320, height: 800 })
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }])
      for (const address of ['/', '/solidarite/', '/promesses/transition-ecologique/', '/reperes/', '/sources/']) {
        await page.goto(site.origin + address)
        expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), address).toBeLessThanOrEqual(0)
      }
    } finally {
      await page.close()
      await browser.disconnect()
    }
  }, 30_000)
})
