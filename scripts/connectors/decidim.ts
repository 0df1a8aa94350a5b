import { z } from 'zod'
import { defineConnector } from '#lib/define'
import { withoutSlash } from '#effects/inventory-tools/ask-json'
import { askGraphql, pageInfo } from '#effects/services/ask-graphql'
import { parsedService } from '#effects/services/service-report'
import type { Fact } from '#effects/tables/fact'

const day = z.string().nullish().transform((value) => value?.slice(0, 10) ?? null)
const Processes = z.object({ participatoryProcesses: z.array(z.object({ id: z.string(), startDate: day, endDate: day, components: z.array(z.object({ id: z.string(), __typename: z.string() })).default([]) })) })
const Proposals = z.object({ component: z.object({ proposals: z.object({ pageInfo, nodes: z.array(z.object({ createdAt: day, answeredAt: day })) }).optional() }).nullable() })
const Kept = z.strictObject({
  from: z.string(),
  processes: z.array(z.strictObject({ start: z.iso.date().nullable(), end: z.iso.date().nullable() })),
  proposals: z.array(z.strictObject({ on: z.iso.date(), answeredOn: z.iso.date().nullable() })),
})

const PROCESSES = '{ participatoryProcesses { id startDate endDate components { id __typename } } }'
/** Dates only: neither the text of a proposal, which may hold unescaped HTML, nor its author. */
const PROPOSALS = 'query($id: ID!, $after: String) { component(id: $id) { ... on Proposals { proposals(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { createdAt answeredAt } } } } }'

/**
 * Public participation on Decidim: processes and proposals, counted one by one since its metrics were removed (pull request 14387).
 * It does not say how many people take part: for that, its administrator exports the totals. Reply documented, not recorded.
 */
export default defineConnector({
  title: 'Participation citoyenne, Decidim',
  settings: z.strictObject({ url: z.url({ protocol: /^https?$/ }) }),
  async fetch({ url }, io) {
    const api = `${withoutSlash(url)}/api`
    const { participatoryProcesses: found } = await askGraphql(io, api, Processes, { query: PROCESSES })
    const proposals: z.infer<typeof Kept>['proposals'] = []
    for (const { id } of found.flatMap(({ components }) => components.filter(({ __typename: type }) => type === 'Proposals'))) {
      let after: string | null = null
      do {
        const { component }: z.infer<typeof Proposals> = await askGraphql(io, api, Proposals, { query: PROPOSALS, variables: { id, after } })
        proposals.push(...(component?.proposals?.nodes ?? []).flatMap(({ createdAt, answeredAt }) => (createdAt === null ? [] : [{ on: createdAt, answeredOn: answeredAt }])))
        after = component?.proposals?.pageInfo.hasNextPage ? component.proposals.pageInfo.endCursor ?? null : null
      } while (after !== null)
    }
    return new TextEncoder().encode(JSON.stringify({ from: api, processes: found.map(({ startDate, endDate }) => ({ start: startDate, end: endDate })), proposals }))
  },
  parse(raw, _settings, { source, at }) {
    const { from, processes, proposals } = Kept.parse(JSON.parse(new TextDecoder().decode(raw)))
    const one = (metric: string, on: string | null, value = 1): Fact[] => (on === null || on > at.slice(0, 10) ? [] : [{ metric, period: on.slice(0, 4), value, quality: 'measured' }])
    const facts = [
      ...processes.flatMap(({ start, end }) => [...one('participation.opened', start), ...one('participation.processes-closed', end)]),
      ...proposals.flatMap(({ on, answeredOn }) => [...one('participation.contributions', on), ...one('participation.proposals-answered', on, answeredOn === null ? 0 : 1)]),
    ]
    const undated = processes.filter(({ end }) => end === null).length
    return parsedService(facts, { source, at, from, lines: processes.length + proposals.length, notes: undated === 0 ? [] : [{ line: null, message: `${undated} concertations sans date de fin : elles ne comptent pas comme closes.` }] })
  },
})
