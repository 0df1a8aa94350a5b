import { expect, it } from 'vitest'
import connector from '#connectors/demarche-numerique'
import { count, reply, values } from './counted.ts'
import { fakeIo, type Asked } from './fake-io.ts'

const descriptors = JSON.parse(new TextDecoder().decode(reply('demarche-descripteurs.json'))) as object
const file = (dateDepot: string, dateTraitement: string | null, deposeParUnTiers = false) => ({ dateDepot, dateTraitement, deposeParUnTiers })
const files = [file('2026-01-01', '2026-01-11'), file('2026-01-01', '2026-01-21'), file('2026-01-01', '2026-01-31', true), file('2026-01-01', '2026-01-03'), file('2026-01-01', '2026-03-02'), file('2026-05-01', null)]
const answer = ({ body }: Asked) => (body.includes('demarcheDescriptors') ? { body: descriptors } : { body: { data: { demarche: { dossiers: { pageInfo: { hasNextPage: false }, nodes: files } } } } })

const read = async (settings: Record<string, unknown>) => {
  const io = fakeIo({ answer })
  return { io, parsed: count(connector, await connector.fetch(connector.settings.parse(settings), io), { ...settings, file: undefined }) }
}

it('the public list says how many procedures a body publishes, without a token', async () => {
  const { io, parsed } = await read({ services: ['Ville d’Essai'] })
  expect(values(parsed)).toEqual({ 'procedures.published 2026': 1, 'procedures.closed 2026': 1 })
  expect(io.asked.map(({ headers }) => headers['authorization'])).toEqual([undefined])
})
it('delays come from dates alone: the question asks for nothing that names a person', async () => {
  const { io, parsed } = await read({ services: ['Ville d’Essai'], delaysOf: [1] })
  expect(values(parsed)).toMatchObject({ 'procedures.delay-days 2026': 20, 'procedures.treated 2026': 5, 'procedures.filed 2026': 6 })
  expect(parsed.observations.map(({ metric }) => metric)).not.toContain('procedures.filed-by-helper')
  expect(io.asked.at(-1)?.headers['authorization']).toBe('Bearer secret of DEMARCHE_NUMERIQUE_TOKEN')
  expect(io.asked.at(-1)?.body).not.toMatch(/usager|demandeur|champs|email|nom/i)
})
it('a refusal is told in the words of the service', async () => {
  await expect(connector.fetch(connector.settings.parse({ services: ['x'] }), fakeIo({ answer: () => ({ body: { errors: [{ message: 'Without a token' }] } }) }))).rejects.toThrow(/Without a token/)
})
