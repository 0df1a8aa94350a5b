import { expect, it } from 'vitest'
import connector from '#connectors/coop-mediation'
import { count, reply, values } from './counted.ts'
import { fakeIo } from './fake-io.ts'

const answer = JSON.parse(new TextDecoder().decode(reply('coop-statistiques.json'))) as { data: { attributes: object } }
const settings = { communes: ['67482'], months: 2 }
const read = async (body: unknown) => {
  const io = fakeIo({ answer: () => ({ body }) })
  return { io, parsed: count(connector, await connector.fetch(connector.settings.parse(settings), io), { ...settings, file: undefined }) }
}

it('the Coop gives accompaniments month by month, and only totals are asked of it', async () => {
  const { io, parsed } = await read(answer)
  expect(io.asked.map(({ url }) => [url.pathname, url.searchParams.get('filter[du]'), url.searchParams.get('filter[au]')])).toEqual([['/api/v1/statistiques', '2026-10-01', '2026-10-31'], ['/api/v1/statistiques', '2026-11-01', '2026-11-30']])
  expect(io.asked[0]?.headers['authorization']).toBe('Bearer secret of COOP_API_KEY')
  expect(values(parsed)).toMatchObject({ 'help.sessions 2026-10': 130, 'help.activities 2026-10': 100, 'help.procedure-sessions 2026-10': 25 })
  expect(parsed.report.notes[0]?.message).toContain('n’est pas fini')
  expect(JSON.stringify(parsed)).not.toMatch(/Féminin|genres/)
})
it('its code has answered without the envelope of its description: both are read', async () => {
  expect(values((await read({ data: answer.data.attributes })).parsed)['help.sessions 2026-11']).toBe(130)
})
it('a month of fewer than five accompaniments is not written', async () => {
  const few = { data: { totaux: { activites: { total: 3 }, accompagnements: { total: 4 } } } }
  expect(Object.keys(values((await read(few)).parsed))).toEqual(['help.activities 2026-10', 'help.activities 2026-11'])
})
