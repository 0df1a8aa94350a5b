import { describe, expect, inject, it } from 'vitest'
import { gradeOf } from './grade.ts'
import { htmlOf, pagesOf } from './pages.ts'

/**
 * The grade that a kind of page may not fall under, the first kind that fits. What people come for is A, a list is B. C is for what
 * has to be compared line by line: a grid of 106 criteria, a table of all figures, the tree of a calculation, the report of a page.
 */
const kinds: readonly { kind: string; address: RegExp; least: string }[] = [
  { kind: 'tables of those who steer', address: /^\/(pilotage|materiel|salle-serveurs)\/$/, least: 'C' },
  { kind: 'grids of criteria', address: /^\/(criteres\/[^/]+|methode\/rgaa|eco-conception)\/$/, least: 'C' },
  { kind: 'trees and tables behind a figure', address: /^\/indicateurs\/[^/]+\/(explication|detail|communes)\//, least: 'C' },
  { kind: 'frozen editions', address: /^\/editions\/[^/]+\/$/, least: 'C' },
  { kind: 'dictionaries and lists of files', address: /^\/donnees\//, least: 'C' },
  { kind: 'reports of a page or a site', address: /^\/(sites|defauts\/site)\/[^/]+\//, least: 'C' },
  { kind: 'archived reviews', address: /^\/rapport\/fichiers\//, least: 'C' },
  { kind: 'lists', address: /^\/(indicateurs|promesses|sites|methode|methode\/chiffres|communes|glossaire|lieux|recherche|sources|reperes|rapport|changements|defauts|defauts\/\d+|pilotage\/comparer\/[^/]+)\/$/, least: 'B' },
  { kind: 'pages of everybody', address: /./, least: 'A' },
]

describe.each([['the example', 'atRoot'], ['a town that waits for its figures', 'strasbourg']] as const)('the pages of the dashboard, for %s', (_name, built) => {
  const site = inject(built)
  const graded = pagesOf(site).map((address) => ({ ...kinds.find((each) => each.address.test(address)), address, ...gradeOf(site, address) }))

  it.each(kinds)('are $least or better by EcoIndex: $kind', ({ kind, least }) => {
    expect(graded.filter((page) => page.kind === kind && page.grade > least).map(({ address, nodes, grade }) => `${address} ${grade} ${nodes}`)).toEqual([])
  })

  it('say their grade at their foot', () => {
    const footed = graded.filter(({ address }) => htmlOf(site, address).includes('site-footer'))
    expect(footed.length).toBeGreaterThan(50)
    expect(footed.filter(({ address, grade }) => !htmlOf(site, address).includes(`EcoIndex ${grade} (`)).map(({ address, grade }) => `${address} ${grade}`)).toEqual([])
  })

  it('say why on the page when they are dense', () => {
    expect(graded.filter(({ address, grade }) => grade >= 'C' && !htmlOf(site, address).includes('Page dense')).map(({ address }) => address)).toEqual([])
  })
})
