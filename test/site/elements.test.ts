import { describe, expect, inject, it } from 'vitest'
import { gradeOf } from './grade.ts'
import { htmlOf, pagesOf } from './pages.ts'

/**
 * The grade that a kind of page may not fall under, the first kind that fits. What people come for is A, what they go through is B: a list,
 * a grid of criteria, the report of a page or of a site. C is for the dense tables of those who steer, and for the trees of calculations.
 */
const kinds: readonly { kind: string; address: RegExp; least: string }[] = [
  { kind: 'tables of those who steer', address: /^\/(pilotage|materiel|salle-serveurs)\/$/, least: 'C' },
  { kind: 'trees of calculations', address: /^\/indicateurs\/[^/]+\/explication\//, least: 'C' },
  { kind: 'tables behind a figure', address: /^\/indicateurs\/[^/]+\/(detail|communes)\//, least: 'B' },
  { kind: 'grids of criteria', address: /^\/(criteres\/[^/]+|methode\/rgaa|eco-conception)\/$/, least: 'B' },
  { kind: 'editions and reviews kept as they were', address: /^\/(editions\/[^/]+|rapport\/fichiers\/.+)/, least: 'B' },
  { kind: 'reports of a page or a site', address: /^\/(sites|defauts\/site|mentions)\/[^/]+\//, least: 'B' },
  { kind: 'lists', address: /^\/(indicateurs|promesses|sites|methode|methode\/chiffres|communes|glossaire|lieux|recherche|sources|reperes|rapport|changements|defauts|defauts\/\d+|pilotage\/comparer\/[^/]+|donnees|donnees\/[^/]+)\/$/, least: 'B' },
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
