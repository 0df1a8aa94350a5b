import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { DatedEdition, PublishedEdition } from '#model/dated-edition'
import { fileOf, htmlOf, pagesOf } from './pages.ts'

const [site, strasbourg] = [inject('atRoot'), inject('strasbourg')]
const json = (built: typeof site, address: string): unknown => JSON.parse(readFileSync(fileOf(built, address) ?? `missing ${address}`, 'utf8'))
const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/[\s\u00a0\u202f]+/g, ' ')
const main = (built: typeof site, address: string) => words(/<main[\s\S]*<\/main>/.exec(htmlOf(built, address))?.[0] ?? '')

describe('the editions of the dashboard', () => {
  it('are named at the foot of every page, by the name of the open figures', () => {
    const { name } = DatedEdition.parse(json(site, '/donnees/edition.json'))
    const silent = pagesOf(site).filter((address) => !address.startsWith('/rapport/fichiers/') && !htmlOf(site, address).includes(name))
    expect(silent).toEqual([])
  })

  it('stay at an address of their own, with their figures of the time and those of today', () => {
    const [address = ''] = pagesOf(site).filter((page) => /^\/editions\/./.test(page))
    const edition = PublishedEdition.parse(json(site, address.replace(/^(.*)\/$/, '/donnees$1.json')))
    const page = main(site, address)
    for (const text of ['décembre 2025 9 092 kWh 8 192 kWh Recalculé, sans cause connue', 'Erratum, portables-des-ecoles', `édition ${edition.name}`]) expect(page).toContain(text)
    const csv = readFileSync(fileOf(site, address.replace(/^(.*)\/$/, '/donnees$1.csv')) ?? '', 'utf8')
    expect(csv.trim().split('\r\n')).toHaveLength(edition.figures.length + 1)
    expect(htmlOf(site, '/editions/')).toContain(`href="${address}"`)
  })

  it('keep where each promise stood that day, beside where it stands', () => {
    const [address = ''] = pagesOf(site).filter((page) => /^\/editions\/./.test(page))
    const { promises = [] } = PublishedEdition.parse(json(site, address.replace(/^(.*)\/$/, '/donnees$1.json')))
    expect(promises.length).toBeGreaterThan(5)
    const [, table = ''] = /Les promesses, ce jour-là<\/caption>([\s\S]*?)<\/table>/.exec(htmlOf(site, address)) ?? []
    expect(promises.filter(({ id }) => !table.includes(`href="/promesses/${id}/"`))).toEqual([])
    expect(table.match(/class="state /g)).toHaveLength(2 * promises.length)
  })

  it('say of a site that was not read that day that it was not, beside the gaps of today', () => {
    const [address = ''] = pagesOf(site).filter((page) => /^\/editions\/./.test(page))
    const { gaps = [] } = PublishedEdition.parse(json(site, address.replace(/^(.*)\/$/, '/donnees$1.json')))
    expect(gaps.length).toBeGreaterThan(0)
    const [, table = ''] = /Les écarts des sites, ce jour-là<\/caption>([\s\S]*?)<\/table>/.exec(htmlOf(site, address)) ?? []
    const rows = table.split('</tr>').map(words).filter((row) => row.includes('pas lu'))
    expect(rows).toHaveLength(gaps.length)
    expect(rows.some((row) => / pas lu \d+ $/.test(row)), rows.join('\n')).toBe(true)
  })

  it('tell an erratum on the page of its figure, with how to cite it', () => {
    const page = main(site, '/indicateurs/fleet-footprint/')
    expect(page).toContain('Les portables des écoles avaient été comptés deux fois.')
    expect(page).toMatch(/Citer Villeneuve, « Empreinte carbone annuelle du parc informatique », Trèfle, édition 2026-11-22-[0-9a-f]{12}, /)
  })

  it('say how a figure is computed again, with every rule that the open files use', () => {
    const rulesOf = (step: { rule: string; parts: unknown[] }): string[] => [step.rule, ...step.parts.flatMap((part) => rulesOf(part as typeof step))]
    const files = globSync('donnees/explications/*.json', { cwd: site.folder }).map((path) => JSON.parse(readFileSync(join(site.folder, path), 'utf8')) as { derivation: Parameters<typeof rulesOf>[0]; rows?: { derivation: Parameters<typeof rulesOf>[0] }[] })
    const used = new Set(files.flatMap(({ derivation, rows = [] }) => [derivation, ...rows.map((row) => row.derivation)].flatMap(rulesOf)))
    expect(used.size).toBeGreaterThan(3)
    for (const address of ['/editions/', '/en/editions/', '/de/editions/']) expect([...used].filter((rule) => !main(site, address).includes(rule)), address).toEqual([])
    expect(htmlOf(site, '/editions/')).toMatch(/href="\/donnees\/explications\/[a-z-]+\.json"/)
  })

  it('are waited for calmly where there is none', () => {
    const page = main(strasbourg, '/editions/')
    for (const text of ['Aucune édition figée', 'Aucune pour l’instant.', 'Aucune erreur n’a été signalée à ce jour.']) expect(page).toContain(text)
    expect(pagesOf(strasbourg).filter((address) => /^\/editions\/./.test(address))).toEqual([])
  })
})

describe('the grid of the RGESN', () => {
  it.each([['the example', site], ['Strasbourg', strasbourg]])('has its 78 criteria in order for %s, none without an answer or a place for it', (_name, built) => {
    const rows = [...htmlOf(built, '/eco-conception/').matchAll(/<li>\s*(\d\.\d+) [\s\S]*?<\/li>/g)]
    expect(rows.map(([, number]) => number)).toHaveLength(78)
    expect(rows.filter(([row]) => !/class="state /.test(row)).map(([, number]) => number)).toEqual([])
    expect(rows.filter(([row]) => row.includes('À déclarer')).length).toBeGreaterThan(20)
  })
})

it('the file that made pages heavier is named, with its weight before and after', () => {
  expect(main(site, '/changements/')).toContain('/style.77b1e05d.css feuille de style, pèse plus Portail de la ville Accueil 5 pages 22 ko 61 ko')
  expect(main(site, '/sites/portail/')).toContain('/style.77b1e05d.css feuille de style, pèse plus')
  expect(main(site, '/sites/portail/accueil/')).toContain('Les plus lourds des 3 fichiers demandés à la première visite.')
})
