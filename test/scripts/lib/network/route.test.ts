import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer as createHttpsServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { guardedRequest, type GuardedOptions } from '#effects/network/guarded-request'
import { weakened, type Guard } from '#effects/network/guard'
import { startProxy, type Proxy } from '#effects/network/proxy'
import { defaultBudgets, type Budgets } from '#effects/network/proxy-log'
import { routeTo } from '#effects/network/route'
import { canary, certificate, get, internetAt, listen, raw, site, tunnelTo, type Loopback } from './loopback.ts'
import { organisationProxy, through } from './upstream-proxy.ts'

const publicAddress = '93.184.215.14'
const known: Record<string, string> = { 'connue.example': publicAddress, 'interne.example': '10.1.2.3' }
const resolve: Guard['resolve'] = async (host) => (known[host] === undefined ? [] : [{ address: known[host], family: 4 }])

const closing: { close(): Promise<void> }[] = []
function kept<T extends { close(): Promise<void> }>(thing: T): T {
  closing.unshift(thing)
  return thing
}
afterEach(async () => {
  for (const thing of closing.splice(0)) await thing.close()
})

let town: Loopback
let seen: { url: string | undefined; host: string | undefined; credentials: string | undefined }[]
beforeEach(async () => {
  seen = []
  town = kept(await site((request, response) => {
    seen.push({ url: request.url, host: request.headers.host, credentials: request.headers['proxy-authorization'] })
    response.end('bonjour')
  }))
})

type Organisation = Awaited<ReturnType<typeof organisationProxy>>
const office = async (playing: Partial<Parameters<typeof organisationProxy>[0]> = {}): Promise<Organisation> =>
  kept(await organisationProxy({ knows: { 'connue.example': town.port, 'inconnue.example': town.port, 'interne.example': town.port }, ...playing }))
const behind = (organisation: Organisation, further: Partial<Guard> = {}): Guard => ({ allowPrivate: false, fixtures: null, resolve, upstream: through(organisation.upstream), ...further })
const filtering = async (guard: Guard, budgets: Partial<Budgets> = {}): Promise<Proxy> => kept(await startProxy({ guard, budgets: { ...defaultBudgets, ...budgets } }))

describe('behind the proxy of an organisation', () => {
  test('a page in clear is asked in absolute form, and the site sees nothing of the proxy', async () => {
    const organisation = await office({ password: 'agent:secret' })
    const proxy = await filtering(behind(organisation))
    const answer = await get(proxy.port, 'http://inconnue.example/a/../b?q=1')
    expect([answer.status, answer.body.toString()]).toEqual([200, 'bonjour'])
    expect(organisation.asked).toEqual(['GET http://inconnue.example/a/../b?q=1'])
    expect(seen).toMatchObject([{ host: 'inconnue.example' }])
    expect(proxy.exchanges()[0]).toMatchObject({ ip: null, upstream: 'delegated', status: 200, failed: null })
  })

  test('a tunnel is asked by name, with the password', async () => {
    const organisation = await office({ password: 'agent:secret' })
    const proxy = await filtering(behind(organisation))
    const { status, socket } = await tunnelTo(proxy.port, 'connue.example:443')
    expect(status).toBe(200)
    socket.end('GET /dedans HTTP/1.1\r\nHost: connue.example\r\nConnection: close\r\n\r\n')
    expect((await buffer(socket)).toString()).toContain('bonjour')
    expect([organisation.asked, seen.map(({ url }) => url)]).toEqual([['CONNECT connue.example:443'], ['/dedans']])
    expect(proxy.exchanges()[0]).toMatchObject({ ip: null, upstream: 'checked' })
  })

  test('a websocket in clear is passed on', async () => {
    const organisation = await office()
    const proxy = await filtering(behind(organisation))
    await raw(proxy.port, 'GET http://inconnue.example/direct HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
    expect(organisation.asked).toEqual(['GET http://inconnue.example/direct'])
  })

  test.each([
    ['a name that our resolver knows to be inside', 'interne.example', 443], ['an address inside', '10.1.2.3', 443], ['another spelling of loopback', '0x7f.1', 443],
    ['a port that is not of the web', 'connue.example', 22], ['such a port of a name we do not know', 'inconnue.example', 8080],
    ['a name of one label', 'intranet', 443], ['a name of the local network', 'imprimante.local', 443], ['a name of the house', 'nas.home.arpa', 443],
  ])('%s is refused here, before the proxy hears of it', async (_what, host, port) => {
    const organisation = await office({ knows: { [host]: town.port } })
    const proxy = await filtering(behind(organisation))
    expect((await tunnelTo(proxy.port, `${host}:${port}`)).status).toBe(403)
    expect((await get(proxy.port, `http://${host}:${port === 443 ? 80 : port}/`)).status).toBe(403)
    expect([organisation.connections(), town.connections()]).toEqual([0, 0])
    expect(proxy.exchanges().map(({ refused }) => refused?.code)).toEqual(['forbidden-address', 'forbidden-address'])
  })

  test('a host of NO_PROXY is reached straight, and checked in full', async () => {
    const organisation = await office()
    const { dial, reached } = internetAt(town.port)
    const guard = behind(organisation, { upstream: through(organisation.upstream, ['connue.example', 'interne.example', 'inconnue.example']) })
    const proxy = kept(await startProxy({ guard, budgets: defaultBudgets, dial }))
    expect((await get(proxy.port, 'http://connue.example/')).status).toBe(200)
    expect((await get(proxy.port, 'http://interne.example/')).status).toBe(403)
    expect((await get(proxy.port, 'http://inconnue.example/')).status).toBe(502)
    expect([reached, organisation.asked]).toEqual([[publicAddress], []])
    expect(proxy.exchanges().map(({ upstream }) => upstream)).toEqual([undefined, undefined, undefined])
  })

  test('fixtures never leave the machine', async () => {
    const organisation = await office()
    const guard = behind(organisation, { fixtures: { 'ville.example': { http: town.port } } })
    const proxy = await filtering(guard)
    expect((await get(proxy.port, 'http://ville.example/')).body.toString()).toBe('bonjour')
    expect((await get(proxy.port, 'http://inconnue.example/')).status).toBe(403)
    expect([organisation.connections(), weakened(guard)]).toEqual([0, ['fixture-hosts']])
  })

  test('a resolver that is silent does not hold a page up for long, and is asked once a name', async () => {
    const organisation = await office()
    const asked: string[] = []
    const proxy = await filtering(behind(organisation, { resolve: (host) => (asked.push(host), new Promise(() => {})) }))
    const begun = performance.now()
    for (const path of ['1', '2', '3']) expect((await get(proxy.port, `http://inconnue.example/${path}`)).status).toBe(200)
    expect(performance.now() - begun).toBeLessThan(6_000)
    expect(asked).toEqual(['inconnue.example'])
  })

  test('the evidence says that checks were left to it', async () => {
    expect(weakened(behind(await office()))).toEqual(['upstream-proxy'])
    expect(weakened({ allowPrivate: false, fixtures: null, upstream: null })).toEqual([])
  })
})

describe('a proxy of the organisation that does not do its part', () => {
  const outcome = async (organisation: Pick<Organisation, 'upstream'>, budgets: Partial<Budgets> = {}) => {
    const proxy = await filtering({ allowPrivate: false, fixtures: null, resolve, upstream: through(organisation.upstream) }, budgets)
    const clear = await get(proxy.port, 'http://inconnue.example/').then(({ status }) => status, () => 0)
    const tunnel = await tunnelTo(proxy.port, 'inconnue.example:443').then(({ status }) => status, () => 0)
    return { clear, tunnel, codes: proxy.exchanges().map(({ failed }) => failed?.code) }
  }

  test('that wants another password is our fault, not a door that the site closes', async () => {
    const organisation = await office({ password: 'agent:secret' })
    const stranger = { upstream: { ...organisation.upstream, authorization: 'Basic eDp5' } }
    expect(await outcome(stranger)).toEqual({ clear: 502, tunnel: 502, codes: ['collector', 'collector'] })
    expect(town.connections()).toBe(0)
  })

  test.each([[403, 'collector'], [502, 'refused'], [503, 'refused'], [504, 'timeout']])('that answers %i to a tunnel is told as %s', async (answers, code) => {
    expect((await outcome(await office({ answers }))).codes[1]).toBe(code)
  })

  test('that is not there is our fault', async () => {
    const gone = await canary()
    await gone.close()
    const upstream = { host: '127.0.0.1', port: gone.port, tls: false, authorization: null }
    expect(await outcome({ upstream })).toEqual({ clear: 502, tunnel: 502, codes: ['collector', 'collector'] })
  })

  test('that never answers is cut with the page', async () => {
    const begun = performance.now()
    const { codes } = await outcome(await office({ answers: 'nothing' }), { ms: 300 })
    expect(codes).toEqual(['timeout'])
    expect(performance.now() - begun).toBeLessThan(2_000)
  })

  test('that does not speak HTTP breaks nothing', async () => {
    const odd = kept(await canary((socket) => void socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9\r\n'))))
    const upstream = { host: '127.0.0.1', port: odd.port, tls: false, authorization: null }
    expect(await outcome({ upstream })).toMatchObject({ clear: 502, tunnel: 502 })
  })
})

describe('what is asked beside the pages goes the same way', () => {
  const ask = (url: string, guard: Guard, further: Partial<GuardedOptions> = {}) => guardedRequest(url, { guard, maxBytes: 10_000, timeoutMs: 3_000, maxRedirects: 3, ...further })

  test('in clear, in absolute form, with the password; its address is not known', async () => {
    const organisation = await office({ password: 'agent:secret' })
    expect(await ask('http://inconnue.example/robots.txt?x=1', behind(organisation))).toMatchObject({ ok: true, value: { status: 200, ip: null, finalUrl: 'http://inconnue.example/robots.txt?x=1' } })
    expect(organisation.asked).toEqual(['GET http://inconnue.example/robots.txt?x=1'])
  })

  test('in https, by a tunnel inside which the certificate is judged as ever', async () => {
    const secret = await certificate('inconnue.example')
    const secure = kept(await listen(createHttpsServer({ key: secret.key, cert: secret.cert }, (_request, response) => void response.end('protégé'))))
    const organisation = await office({ knows: { 'inconnue.example': secure.port }, password: 'agent:secret' })
    expect(await ask('https://inconnue.example/', behind(organisation))).toMatchObject({ ok: false, failure: { code: 'tls' } })
    expect(await ask('https://inconnue.example/', behind(organisation), { spkiHashes: [secret.spkiHash] })).toMatchObject({ ok: true, value: { status: 200, ip: null } })
    expect(organisation.asked).toEqual(['CONNECT inconnue.example:443', 'CONNECT inconnue.example:443'])
  })

  test('a name inside is refused here', async () => {
    const organisation = await office()
    expect(await ask('http://interne.example/', behind(organisation))).toMatchObject({ ok: false, failure: { code: 'forbidden-address' } })
    expect(organisation.connections()).toBe(0)
  })

  test.each([['another password', { password: 'a:b' }, 'collector'], ['silence', { answers: 'nothing' as const }, 'timeout']])('%s is a failure', async (_what, playing, code) => {
    const organisation = await office(playing)
    const upstream = through({ ...organisation.upstream, authorization: null })
    const guard = behind(organisation, { upstream })
    for (const url of ['http://inconnue.example/', 'https://inconnue.example/']) expect(await ask(url, guard, { timeoutMs: 400 })).toMatchObject({ ok: false, failure: { code } })
  })
})

test('a proxy that is itself reached by TLS is verified, and refused when nobody vouches for it', async () => {
  const secret = await certificate('localhost')
  const secure = kept(await listen(createHttpsServer({ key: secret.key, cert: secret.cert })))
  const upstream = through({ host: 'localhost', port: secure.port, tls: true, authorization: 'Basic eDp5' })
  const proxy = await filtering({ allowPrivate: false, fixtures: null, resolve, upstream })
  expect((await tunnelTo(proxy.port, 'inconnue.example:443')).status).toBe(502)
  expect(proxy.exchanges()[0]?.failed).toMatchObject({ code: 'collector', detail: expect.stringContaining('certificate') })
})

test('an authority of the organisation, named by NODE_EXTRA_CA_CERTS, is trusted by what is asked beside the pages', async () => {
  const secret = await certificate('intranet.example')
  const secure = kept(await listen(createHttpsServer({ key: secret.key, cert: secret.cert }, (_request, response) => void response.end('protégé'))))
  const folder = await mkdtemp(join(tmpdir(), 'trefle-authority-'))
  await writeFile(join(folder, 'authority.pem'), secret.cert)
  const program = `import { guardedRequest } from ${JSON.stringify(import.meta.resolve('#effects/network/guarded-request'))}
const guard = { allowPrivate: false, fixtures: { 'intranet.example': { https: ${secure.port} } } }
const answer = await guardedRequest('https://intranet.example/', { guard, maxBytes: 1000, timeoutMs: 3000, maxRedirects: 0 })
process.stdout.write(answer.ok ? String(answer.value.status) : answer.failure.code)`
  const asked = async (env: Record<string, string>) =>
    (await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], { cwd: import.meta.dirname, env: { ...process.env, ...env } })).stdout
  expect([await asked({ NODE_EXTRA_CA_CERTS: '' }), await asked({ NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem') })]).toEqual(['tls', '200'])
  await rm(folder, { recursive: true })
})

test('routes are decided for canonical hosts', async () => {
  const upstream = through({ host: '127.0.0.1', port: 1, tls: false, authorization: null })
  const guard: Guard = { allowPrivate: false, fixtures: null, resolve, upstream }
  expect(await routeTo({ host: 'CONNUE.example.', port: 443, scheme: 'tunnel' }, guard)).toMatchObject({ ok: true, value: { kind: 'upstream', host: 'connue.example', check: 'checked' } })
  expect(await routeTo({ host: 'u:p@connue.example', port: 443, scheme: 'tunnel' }, guard)).toMatchObject({ ok: false })
})
