import { expect, it } from 'vitest'
import connector from '#connectors/decidim'
import { count, reply, values } from './counted.ts'
import { fakeIo, type Asked } from './fake-io.ts'

const processes = JSON.parse(new TextDecoder().decode(reply('decidim.json'))) as object
const proposals = (after: string | null) => ({ pageInfo: { hasNextPage: after === null, endCursor: 'b' }, nodes: after === null ? [{ createdAt: '2026-02-01T10:00:00+01:00', answeredAt: '2026-04-01' }] : [{ createdAt: '2026-02-02', answeredAt: null }, { createdAt: '2025-12-31', answeredAt: null }] })
const answer = ({ body }: Asked) => {
  const { query, variables } = JSON.parse(body) as { query: string; variables: { after?: string | null } }
  return { body: query.includes('participatoryProcesses') ? processes : { data: { component: { proposals: proposals(variables.after ?? null) } } } }
}

it('processes and proposals are counted one by one, page after page, by their dates', async () => {
  const io = fakeIo({ answer })
  const parsed = count(connector, await connector.fetch(connector.settings.parse({ url: 'https://participer.ville.example/' }), io), { url: 'https://participer.ville.example/', file: undefined })
  expect(values(parsed)).toEqual({
    'participation.opened 2026': 2, 'participation.opened 2025': 1, 'participation.processes-closed 2026': 1, 'participation.contributions 2026': 2, 'participation.contributions 2025': 1,
    'participation.proposals-answered 2026': 1, 'participation.proposals-answered 2025': 0,
  })
  expect(io.asked).toHaveLength(3)
  expect(io.asked.every(({ url, body }) => url.pathname === '/api' && !/author|body|title/.test(body))).toBe(true)
  expect(parsed.report.notes[0]?.message).toContain('1 concertations sans date de fin')
})
