import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import glpi from '#connectors/glpi-v2'
import { loadFactorBook } from '#effects/territory/factors'
import type { Parsed } from '#lib/define'
import type { FactorBook } from '#model/factor'
import { fakeIo, type Asked } from './fake-io.ts'
import { at, fleet, sourceOf, territory } from './town.ts'

/** Lists as the source of GLPI 11 describes them (test/fixtures/inventories/replies): no real GLPI has been asked. */
let lists: { Infocom: Record<string, object> } & Record<string, object[]>
let factors: FactorBook
beforeAll(async () => {
  lists = JSON.parse(await readFile(new URL('../../fixtures/inventories/replies/glpi-v2.json', import.meta.url), 'utf8'))
  factors = await loadFactorBook()
})

/** The documented behaviour: OAuth, 206 while there is more, bounds that are not to be trusted. */
function server({ url, headers, method, body }: Asked) {
  if (url.pathname === '/api.php/token') {
    const asked = new URLSearchParams(body)
    const right = method === 'POST' && asked.get('client_secret') === 'secret of GLPI_CLIENT_SECRET' && asked.get('scope') === 'api'
    return right ? { body: { token_type: 'Bearer', expires_in: 3600, access_token: `token-${asked.get('grant_type')}` } } : { status: 401, body: { error: 'invalid_client' } }
  }
  if (!/^Bearer token-/.test(headers['authorization'] ?? '')) return { status: 401, body: {} }
  const [, kind = '', id] = /^\/api\.php\/v2\.2\/Assets\/(\w+)(?:\/(\d+)\/Infocom)?$/.exec(url.pathname) ?? []
  if (id !== undefined) return lists.Infocom[`${kind}/${id}`] ? { body: lists.Infocom[`${kind}/${id}`] } : { status: 404, body: { status: 'ERROR_ITEM_NOT_FOUND' } }
  const all = kind === 'Infocom' ? [] : lists[kind] ?? []
  const [start, limit] = [Number(url.searchParams.get('start')), Number(url.searchParams.get('limit'))]
  const page = all.slice(start, start + limit)
  return { status: start + limit >= all.length ? 200 : 206, headers: { 'content-range': `${start}-${start + limit}/${all.length}` }, body: page }
}

async function pull(given: object = {}): Promise<{ parsed: Parsed; asked: Asked[]; raw: string }> {
  const settings = glpi.settings.parse({ url: 'https://glpi.ville.example/api.php/', kinds: ['Computer', 'Monitor'], ...given })
  const io = fakeIo({ answer: server })
  const raw = await glpi.fetch(settings, io)
  return { parsed: glpi.parse(raw, settings, { source: sourceOf('glpi-v2'), territory, at, factors }), asked: io.asked, raw: new TextDecoder().decode(raw) }
}

describe('GLPI by its second interface', () => {
  it('gives devices by type, entity, state and year of purchase', async () => {
    const { parsed } = await pull()
    expect(fleet(parsed)).toEqual({ 'ecoles laptop in-use 2021': 1, 'ville desktop in-use unknown': 1, 'ville monitor in-stock 2019': 1 })
    expect(parsed.report).toMatchObject({ kept: 3, read: { from: 'https://glpi.ville.example/api.php/v2.2', lines: 4 } })
    expect(parsed.report.notes.map(({ message }) => message)).toContain('1 gabarit ou appareil de la corbeille de GLPI, mis à part.')
  })

  it.each([1, 2, 3, 100])('gives the same by pages of %i', async (pageSize) => {
    expect((await pull({ pageSize })).parsed.observations).toEqual((await pull()).parsed.observations)
  })

  it('asks a token for the client, or for a user when there is one', async () => {
    const grantOf = (asked: Asked[]) => new URLSearchParams(asked[0]?.body).get('grant_type')
    expect(grantOf((await pull()).asked)).toBe('client_credentials')
    expect(grantOf((await pull({ user: { name: 'GLPI_USER', password: 'GLPI_PASSWORD' } })).asked)).toBe('password')
  })

  it('can leave purchase dates to a finance file, and then asks lists only', async () => {
    const { parsed, asked } = await pull({ purchases: false })
    expect(asked.map(({ url }) => url.pathname)).toEqual(['/api.php/token', '/api.php/v2.2/Assets/Computer', '/api.php/v2.2/Assets/Monitor'])
    expect(parsed.report.known['age']).toBe(0)
  })

  it('never keeps, even before counting, a name, a contact, a comment or an inventory number', async () => {
    const { raw } = await pull()
    expect(raw).toContain('Latitude 5420')
    expect(raw).not.toMatch(/quatrevaux|rochebrune|ECOLE-PC|INV-0001|0102030405|Salle 12|4c4c4544/i)
  })
})
