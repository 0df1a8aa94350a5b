import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { calm, end, html, openBench, page, type Bench, type Route, type Visited } from './bench.ts'

/** When the page of a busy host was asked. */
const rushed: number[] = []
const robots: Record<string, string> = {
  'reserve.test': 'User-agent: *\nDisallow: /calme',
  'lent.test': 'User-agent: Trefle\nCrawl-delay: 2',
  'enorme.test': `User-agent: *\nDisallow: /\n${'#'.repeat(10_000_000)}`,
}
const routes: Record<string, Route> = {
  '/presse': (_request, response) => {
    rushed.push(performance.now())
    return rushed.length === 1 ? response.writeHead(503, { ...html, 'retry-after': '2' }).end(calm) : response.writeHead(200, html).end(calm)
  },
  '/ferme': (_request, response) => response.writeHead(429, { ...html, 'retry-after': '3600' }).end(calm),
  '/robots.txt': ({ headers }, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end(robots[headers.host ?? ''] ?? ''),
}
/** Pages of several hosts, all played by the same server. */
const polite = {
  busy: 'http://presse.test/presse', shut: ['http://ferme.test/ferme', 'http://ferme.test/calme'], kept: 'http://reserve.test/calme', huge: 'http://enorme.test/calme',
  slow: ['http://lent.test/calme', 'http://lent.test/absente'],
}
const pages = [polite.busy, ...polite.shut, polite.kept, polite.huge, ...polite.slow]

let bench: Bench
let visited: Visited
beforeAll(async () => {
  bench = await openBench(routes)
  const fixtures = Object.fromEntries(pages.map((address) => [new URL(address).host, { http: bench.site.port }]))
  visited = await bench.visit(pages.map((address) => page(address)), { withinMs: 120_000, perHost: () => 1, artifacts: ['text'], guard: { ...bench.guard, fixtures } })
}, 140_000)
afterAll(() => bench.close())

describe('a host that asks for patience', () => {
  it('R29: a host that is busy and says for how long is asked again after its pause; for longer than a run waits, it is left alone and its other pages with it', () => {
    expect(end(visited(polite.busy))).toEqual(['measured', null])
    expect(rushed).toHaveLength(2)
    expect((rushed[1] ?? 0) - (rushed[0] ?? 0)).toBeGreaterThan(1900)
    expect(polite.shut.map((address) => end(visited(address)))).toEqual([['not-measured', 'access-denied'], ['not-measured', 'access-denied']])
    expect(visited(polite.shut[1] ?? '').failure?.detail).toContain('3600 s')
    expect(bench.asked.filter((path) => path === '/ferme')).toHaveLength(1)
  })

  it('R30: a page that robots.txt closes is not asked, and the rule is told; ten megabytes of robots.txt close nothing', () => {
    expect(visited(polite.kept)).toMatchObject({ status: 'not-measured', failure: { code: 'robots', detail: 'robots.txt, line 2: Disallow: /calme' } })
    expect(end(visited(polite.huge))).toEqual(['measured', null])
  })

  it('R30: the pause that robots.txt asks for is kept between two pages', () => {
    const [first, second] = polite.slow.map((address) => visited(address)).sort((a, b) => a.at.localeCompare(b.at))
    const restMs = Date.parse(second?.at ?? '') - Date.parse(first?.at ?? '') - (first?.durationMs ?? 0)
    expect(restMs).toBeGreaterThan(1900)
  })
})
