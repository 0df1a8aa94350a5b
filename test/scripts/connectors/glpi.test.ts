import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import glpi from '#connectors/glpi'
import { loadFactorBook } from '#effects/territory/factors'
import type { Parsed } from '#lib/define'
import type { FactorBook } from '#model/factor'
import { fakeIo, type Asked } from './fake-io.ts'
import { at, fleet, sourceOf, territory } from './town.ts'

/** Lists as GLPI documents them (test/fixtures/inventories/replies): no real GLPI has been asked. */
let lists: Record<string, object[]>
let factors: FactorBook
beforeAll(async () => {
  lists = JSON.parse(await readFile(new URL('../../fixtures/inventories/replies/glpi-legacy.json', import.meta.url), 'utf8'))
  factors = await loadFactorBook()
})

type Quirks = { rangePastTheEnd?: boolean }

/** The documented behaviour: session, 206 while there is more, an upper bound one too high, 400 past the end. */
function server({ rangePastTheEnd = false }: Quirks = {}) {
  return ({ url, headers }: Asked) => {
    const name = url.pathname.replace('/apirest.php/', '').replace(/\/$/, '')
    if (name === 'initSession') return headers['authorization'] === 'user_token secret of GLPI_USER_TOKEN' ? { body: { session_token: 'open-sesame' } } : { status: 401, body: ['ERROR_GLPI_LOGIN_USER_TOKEN', ''] }
    if (headers['session-token'] !== 'open-sesame') return { status: 401, body: ['ERROR_SESSION_TOKEN_INVALID', ''] }
    if (name === 'killSession') return { body: '' }
    const all = lists[name] ?? []
    const [from = 0, to = 0] = (url.searchParams.get('range') ?? '').split('-').map(Number)
    if (from >= all.length && (from > 0 || rangePastTheEnd)) return { status: 400, body: ['ERROR_RANGE_EXCEED_TOTAL', 'Provided range exceed total count of data'] }
    const page = all.slice(from, to + 1)
    const whole = page.length === all.length
    return { status: whole ? 200 : 206, headers: { 'content-range': `${from}-${from + page.length}/${all.length}` }, body: page }
  }
}

async function pull(given: object = {}, quirks: Quirks = {}): Promise<{ parsed: Parsed; asked: Asked[] }> {
  const settings = glpi.settings.parse({ url: 'https://glpi.ville.example/apirest.php', states: { 'Chez le prestataire': 'in-stock' }, ...given })
  const io = fakeIo({ answer: server(quirks) })
  const raw = await glpi.fetch(settings, io)
  return { parsed: glpi.parse(raw, settings, { source: sourceOf('glpi'), territory, at, factors }), asked: io.asked }
}

describe('GLPI by its first interface', () => {
  it('gives devices by type, entity, state and year of purchase', async () => {
    const { parsed } = await pull()
    expect(fleet(parsed)).toEqual({
      'ecoles laptop in-use 2021': 1, 'ville desktop in-stock unknown': 1, 'ville monitor retired 2018': 1, 'ville switch in-use 2020': 1,
    })
    expect(parsed.report).toMatchObject({ kept: 4, rejected: [], read: { from: 'https://glpi.ville.example/apirest.php', lines: 7 }, known: { type: 1, model: 1, age: 0.75 } })
    expect(parsed.report.notes.map(({ message }) => message)).toContainEqual(expect.stringMatching(/^1 machine virtuelle/))
    expect(parsed.report.notes.map(({ message }) => message)).toContain('2 gabarits ou appareils de la corbeille de GLPI, mis à part.')
  })

  it('knows when a device left, from its financial part', async () => {
    const { parsed } = await pull()
    expect(parsed.observations.filter(({ metric }) => metric === 'fleet.retirements')).toMatchObject([{ period: '2026', dimensions: { type: 'monitor', serviceYears: '8.0' } }])
  })

  it.each([1, 2, 3, 4, 200])('gives the same by pages of %i', async (pageSize) => {
    expect((await pull({ pageSize })).parsed.observations).toEqual((await pull()).parsed.observations)
  })

  it('takes a range past the end for the end', async () => {
    expect((await pull({ kinds: ['Printer', 'Computer'] }, { rangePastTheEnd: true })).parsed.report.kept).toBe(2)
  })

  it('closes the session that it opened, even after a failure', async () => {
    const { asked } = await pull()
    expect(asked.at(-1)?.url.pathname).toBe('/apirest.php/killSession')
    const io = fakeIo({ answer: (one) => (one.url.pathname.endsWith('/Infocom/') ? { status: 403, body: ['ERROR_RIGHT_MISSING', ''] } : server()(one)) })
    await expect(glpi.fetch(glpi.settings.parse({ url: 'https://glpi.ville.example/apirest.php' }), io)).rejects.toThrow(/refuse l’accès/)
    expect(io.asked.at(-1)?.url.pathname).toBe('/apirest.php/killSession')
  })

  it('sends the application token with every question when there is one', async () => {
    const { asked } = await pull({ appToken: 'GLPI_APP_TOKEN' })
    expect(new Set(asked.map(({ headers }) => headers['app-token']))).toEqual(new Set(['secret of GLPI_APP_TOKEN']))
  })

  it('never keeps, even before counting, a name, a contact or an inventory number', async () => {
    const settings = glpi.settings.parse({ url: 'https://glpi.ville.example/apirest.php' })
    const raw = new TextDecoder().decode(await glpi.fetch(settings, fakeIo({ answer: server() })))
    expect(raw).toContain('Latitude 5420')
    expect(raw).not.toMatch(/quatrevaux|rochebrune|ECOLE-PC|INV-0001|0102030405|Salle 12|F-PLANT/i)
  })
})
