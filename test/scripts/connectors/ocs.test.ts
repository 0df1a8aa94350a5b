import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import ocs from '#connectors/ocs'
import { loadFactorBook } from '#effects/territory/factors'
import type { Parsed } from '#lib/define'
import type { FactorBook } from '#model/factor'
import { fakeIo } from './fake-io.ts'
import { at, fleet, sourceOf, territory } from './town.ts'

/** One computer as a real OCS Inventory NG 2.8.1 gives it (test/fixtures/inventories/replies). */
let recorded: Record<string, object>
let factors: FactorBook
beforeAll(async () => {
  recorded = JSON.parse(await readFile(new URL('../../fixtures/inventories/replies/ocs-2.8.1-computers.json', import.meta.url), 'utf8'))
  factors = await loadFactorBook()
})

const url = 'https://ocs.ville.example/ocsapi/'

/** The server's paging: an object of the page's computers, `null` past the end, and no total. */
function serverOf(computers: readonly object[]) {
  return ({ url: { searchParams } }: { url: URL }) => {
    const [start, limit] = [Number(searchParams.get('start')), Number(searchParams.get('limit'))]
    const page = computers.slice(start, start + limit)
    return { headers: { 'content-type': 'application/json' }, body: page.length === 0 ? null : Object.fromEntries(page.map((computer, i) => [start + i + 1, computer])) }
  }
}

async function pull(computers: readonly object[], given: object = {}): Promise<{ parsed: Parsed; asked: URL[] }> {
  const settings = ocs.settings.parse({ url, ...given })
  const io = fakeIo({ answer: serverOf(computers) })
  const raw = await ocs.fetch(settings, io)
  return { parsed: ocs.parse(raw, settings, { source: sourceOf('ocs'), territory, at, factors }), asked: io.asked.map((one) => one.url) }
}

/** The recorded computer with other values in some sections. */
function computer(sections: Record<string, unknown>): object {
  return { ...recorded['1'], ...sections }
}
const bios = (SSN: string, SMODEL = 'Latitude 5420', SMANUFACTURER = 'Dell Inc.', TYPE: string | null = 'Laptop') => [{ SSN, SMODEL, SMANUFACTURER, TYPE }]

describe('an inventory of OCS', () => {
  it('counts the computer that a real server described', async () => {
    const { parsed } = await pull([recorded['1'] ?? {}], { organisations: { 'ECOLE-A': 'ecoles' } })
    expect(fleet(parsed)).toEqual({ 'ecoles laptop in-use unknown': 1 })
    expect(parsed.report.read).toEqual({ from: 'https://ocs.ville.example/ocsapi', lines: 2 })
  })

  it('is asked page after page until one is empty', async () => {
    const { parsed, asked } = await pull(Array.from({ length: 5 }, (_, i) => computer({ bios: bios(`S${i}`), monitors: [] })), { pageSize: 2 })
    expect(parsed.report.kept).toBe(5)
    expect(asked.map(({ searchParams }) => searchParams.get('start'))).toEqual(['0', '2', '4', '6'])
  })

  it('takes service, state and purchase date from the administrative data that the town chose', async () => {
    const accountinfo = [{ HARDWARE_ID: 1, TAG: 'x', fields_3: 'École du Pont', fields_4: 'Réserve', fields_5: '05/09/2020' }]
    const { parsed } = await pull([computer({ accountinfo, monitors: [] })], { account: { organisation: 'fields_3', state: 'fields_4', purchase: 'fields_5' }, organisations: { 'École du Pont': 'ecoles' } })
    expect(fleet(parsed)).toEqual({ 'ecoles laptop in-stock 2020': 1 })
  })

  it('finds in the range of its model the type that a chassis does not tell', async () => {
    const { parsed } = await pull([computer({ bios: bios('S1', 'OptiPlex 7080', 'Dell Inc.', 'Other'), monitors: [] })])
    expect(fleet(parsed)).toEqual({ 'ville desktop in-use unknown': 1 })
    expect(parsed.words).toContainEqual({ kind: 'type', type: 'Other', maker: 'Dell Inc.', model: 'OptiPlex 7080', guess: 'desktop', devices: 1 })
  })

  it('remarks computers that nobody has heard of for a year', async () => {
    const { parsed } = await pull([computer({ hardware: { LASTCOME: '2024-01-02 10:00:00' }, monitors: [] })])
    expect(parsed.report.notes.map(({ message }) => message)).toContainEqual(expect.stringMatching(/^1 ordinateur sans nouvelles/))
  })

  it('can leave screens out', async () => {
    const monitors = [{ MANUFACTURER: 'Iiyama', CAPTION: 'ProLite', SERIAL: 'M1' }]
    expect((await pull([computer({ monitors })])).parsed.report.kept).toBe(2)
    expect((await pull([computer({ monitors })], { screens: false })).parsed.report.kept).toBe(1)
  })

  it('shows its password to nobody but the declared address', async () => {
    const settings = ocs.settings.parse({ url, login: { user: 'OCS_USER', password: 'OCS_PASSWORD' } })
    const io = fakeIo({ answer: () => ({ status: 302, headers: { location: 'https://elsewhere.example/' }, body: '' }) })
    await expect(ocs.fetch(settings, io)).rejects.toMatchObject({ message: expect.stringMatching(/renvoie ailleurs/) })
    expect(io.asked.map((one) => [one.url.host, one.headers['authorization']])).toEqual([['ocs.ville.example', `Basic ${btoa('secret of OCS_USER:secret of OCS_PASSWORD')}`]])
  })

  it.each([
    ['refuses the password', { status: 401, body: '' }, /refuse l’accès/],
    ['answers in HTML, as 2.8 does for what it does not know', { status: 404, body: '<html></html>' }, /ne répond pas en JSON/],
    ['answers another JSON', { body: { computers: 3 } }, /pas ce que sa documentation décrit/],
  ])('says what to do about a server that %s', async (_, answer, message) => {
    await expect(ocs.fetch(ocs.settings.parse({ url }), fakeIo({ answer: () => answer }))).rejects.toMatchObject({ name: 'UsageError', message: expect.stringMatching(message), mend: expect.stringMatching(/\w/) })
  })
})
