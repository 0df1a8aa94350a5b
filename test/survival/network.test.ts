import type { Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Site } from '#model/site'
import { certificate, listen, type Loopback } from '../scripts/lib/network/loopback.ts'
import { organisationProxy, through } from '../scripts/lib/network/upstream-proxy.ts'
import { calm, end, html, openBench, page, read, type Bench, type Route, type Visited } from './bench.ts'

const drops = (socket: Socket, drop: () => void) => {
  const clock = setInterval(drop, 300)
  socket.once('close', () => clearInterval(clock))
}
const to = (location: () => string): Route => (_request, response) => response.writeHead(302, { location: location() }).end()
/** Ways to write the address of this machine; the others are tried on the proxy alone. */
const insides = ['[::ffff:7f00:1]']
let poured = 0

const routes: Record<string, Route> = {
  '/coupe': (_request, response) => {
    response.writeHead(200, { ...html, 'content-length': '100000' }).write(calm)
    setTimeout(() => response.socket?.resetAndDestroy(), 300)
  },
  '/goutte': (request, response) => {
    response.writeHead(200, html).write(calm.replace('</body></html>', ''))
    drops(request.socket, () => response.write('.'))
  },
  '/entetes': ({ socket }) => {
    socket.write('HTTP/1.1 200 OK\r\n')
    drops(socket, () => socket.write('X-Encore: oui\r\n'))
  },
  '/boucle': to(() => '/boucle'),
  '/en-clair': to(() => 'http://ville.test/calme'),
  ...Object.fromEntries(insides.map((host, index) => [`/dedans/${index}`, to(() => `http://${host}:${bench.trap.port}/`)])),
  '/telechargement': (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment; filename="enorme.iso"', 'content-length': String(5e9) })
    const block = Buffer.alloc(64 * 1024)
    const pour = () => { while (!response.destroyed && response.write(block)) poured += block.length }
    pour()
    response.on('drain', pour)
  },
  '/interdit': (_request, response) => response.writeHead(403, html).end(calm),
  '/trop': (_request, response) => response.writeHead(429, html).end(calm),
  '/interdit-vide': (_request, response) => response.writeHead(403).end(),
  '/indisponible-vide': (_request, response) => response.writeHead(503).end(),
}

let bench: Bench
let visited: Visited
const tlsServers: Loopback[] = []
const tlsAnswers: string[] = []

/** A host whose TLS is not to be trusted; what it answers once a browser trusted it all the same is written down. */
async function untrusted(host: string, certified: string, days: number, options: TlsOptions = {}): Promise<[string, { https: number }]> {
  const { key, cert } = await certificate(certified, days)
  const server = await listen(createTlsServer({ key, cert, ...options }, (socket) => {
    socket.on('error', () => {}).once('data', () => {
      tlsAnswers.push(host)
      socket.end(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${calm.length}\r\n\r\n${calm}`)
    })
  }))
  tlsServers.push(server)
  return [host, { https: server.port }]
}
/** What never ends costs its whole deadline, twice. */
const endless = ['/goutte', '/entetes']
const untrustedHosts = ['perime.test', 'inconnu.test', 'autre-nom.test', 'ancien.test']

beforeAll(async () => {
  bench = await openBench(routes)
  const hosts = await Promise.all([
    untrusted('perime.test', 'perime.test', -1), untrusted('inconnu.test', 'inconnu.test', 30), untrusted('autre-nom.test', 'ailleurs.test', 30),
    untrusted('ancien.test', 'ancien.test', 30, { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' }),
  ])
  const paths = [...Object.keys(routes).filter((path) => path !== '/en-clair' && !endless.includes(path)), 'https://ville.test/en-clair', ...untrustedHosts.map((host) => `https://${host}/`), '/calme']
  const slow = await bench.visit(endless.map((path) => page(path)), { withinMs: 110_000, deadlineMs: 8000 })
  const others = await bench.visit(paths.map((path) => page(path)), {
    withinMs: 220_000, deadlineMs: 40_000, guard: { ...bench.guard, fixtures: { ...bench.guard.fixtures, ...Object.fromEntries(hosts) } },
  })
  visited = (path) => (endless.includes(path) ? slow : others)(path)
}, 340_000)
afterAll(() => Promise.all([bench.close(), ...tlsServers.map((server) => server.close())]))

describe('a server that does not play by the rules', () => {
  it('R2: an answer cut in its middle is never taken for the page', () => {
    expect(end(visited('/coupe'))).toEqual(['not-measured', 'reset'])
  })

  it('R3: a body given drop by drop is read as far as it came, and said to be cut', () => {
    const { status, failure, durationMs } = visited('/goutte')
    expect([status === 'measured', failure?.code]).toEqual([false, 'timeout'])
    expect(durationMs).toBeLessThan(30_000)
  })

  it('R4: headers given drop by drop end at the deadline', () => {
    expect(end(visited('/entetes'))).toEqual(['not-measured', 'timeout'])
    expect(visited('/entetes').durationMs).toBeLessThan(30_000)
  })

  it('R5: a loop of redirects is told as such, after twenty of them at most', () => {
    expect(end(visited('/boucle'))).toEqual(['not-measured', 'redirects'])
    expect(bench.asked.filter((path) => path === '/boucle').length).toBeLessThanOrEqual(21)
  })

  it('R6: a page that leads from https to http is measured where it ends, with its chain', () => {
    const evidence = visited('https://ville.test/en-clair')
    expect(evidence).toMatchObject({ status: 'measured', finalUrl: 'http://ville.test/calme' })
    expect(read(evidence, 'document')).toMatchObject({ tls: null, redirects: [{ url: 'https://ville.test/en-clair', status: 302 }] })
  })

  it.each(insides.map((host, index) => [host, index]))('R7: a redirect towards this machine, written %s, is refused before any connection', (_host, index) => {
    expect(end(visited(`/dedans/${index}`))).toEqual(['not-measured', 'forbidden-address'])
  })

  it('R16: a download of five gigabytes is no page, and nothing of it is kept', () => {
    expect(end(visited('/telechargement'))).toEqual(['not-measured', 'content-type'])
    expect(poured).toBeLessThan(60_000_000)
  })

  it.each([['/interdit', 'access-denied'], ['/trop', 'access-denied'], ['/interdit-vide', 'access-denied'], ['/indisponible-vide', 'http']])('R29: a site that turns visitors away (%s), with words or without, is asked once, in our own name, and not scored', (path, code) => {
    expect(end(visited(path))).toEqual(['not-measured', code])
    expect(bench.asked.filter((asked) => asked === path)).toHaveLength(1)
    expect(visited(path).artifacts).toEqual({})
  })

  it.each(untrustedHosts)('R33: TLS that nobody vouches for (%s) is told, and no page of it is read', (host) => {
    expect(end(visited(`https://${host}/`))).toEqual(['not-measured', 'tls'])
    expect(tlsAnswers).toEqual([])
  })

  it('and the page that comes after all of them is measured', () => {
    expect(end(visited('/calme'))).toEqual(['measured', null])
  })
})

describe('names', () => {
  const site = (allowPrivate: string[]): Site => ({ id: 'intranet', name: 'Intranet', url: 'http://127.77.0.1/', organisation: 'ville', perHost: 1, sameOrganisation: [], pages: [], allowPrivate })

  it('R1: one that does not exist is told in less than ten seconds; a private address is reached for the site that declares it alone', async () => {
    const jobs = [page('http://absent.invalid/'), page('http://127.77.0.1/', { site: site(['127.77.0.0/16']) }), page('http://127.78.0.1/', { site: site(['127.77.0.0/16']) })]
    const seen = await bench.visit(jobs, { withinMs: 110_000, guard: { allowPrivate: false, fixtures: null } })
    expect(end(seen('http://absent.invalid/'))).toEqual(['not-measured', 'dns'])
    expect(seen('http://absent.invalid/').durationMs).toBeLessThan(10_000)
    expect(seen('http://127.77.0.1/').failure?.code).not.toBe('forbidden-address')
    expect(seen('http://127.77.0.1/').weakened).toEqual(['allow-private-ranges'])
    expect(seen('http://127.78.0.1/').failure?.code).toBe('forbidden-address')
  })

  it('behind the proxy of an organisation are given to it, and the evidence says that their check was left to it', async () => {
    const organisation = await organisationProxy({ knows: { 'ville-lointaine.example': bench.site.port }, password: 'agent:secret' })
    const jobs = [page('http://ville-lointaine.example/calme'), page('http://ville-lointaine.example/dedans/0')]
    const seen = await bench.visit(jobs, { withinMs: 110_000, artifacts: ['requests'], guard: { allowPrivate: false, fixtures: null, upstream: through(organisation.upstream) } })
    const evidence = seen('http://ville-lointaine.example/calme')
    expect(evidence).toMatchObject({ status: 'measured', weakened: ['upstream-proxy'], upstream: { checked: [], delegated: ['ville-lointaine.example'] } })
    expect(read(evidence, 'requests').map(({ ip, status }) => [ip, status])).toEqual([[null, 200]])
    expect(end(seen('http://ville-lointaine.example/dedans/0'))).toEqual(['not-measured', 'forbidden-address'])
    expect(JSON.stringify(evidence)).not.toMatch(/secret|YWdlbnQ6c2VjcmV0/)
    expect(organisation.asked).toContain('GET http://ville-lointaine.example/calme')
    await organisation.close()
  })
})
