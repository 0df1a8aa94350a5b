import { describe, expect, test } from 'vitest'
import { canonicalHost, checkAddress } from '#effects/network/address'
import { pinned, resolveOnce, weakened, withRanges, type Guard } from '#effects/network/guard'

const publicAddress = '93.184.215.14'

function guardThat(answers: Record<string, string[]>, further: Partial<Guard> = {}): Guard {
  return {
    allowPrivate: false,
    fixtures: null,
    resolve: async (host) => (answers[host] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    ...further,
  }
}

describe('an address is judged by the special-purpose registries', () => {
  test.each([
    '127.0.0.1', '127.255.255.254', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '0.1.2.3',
    '192.0.0.8', '192.0.2.1', '198.51.100.7', '203.0.113.9', '198.18.0.1', '198.19.255.255', '224.0.0.1', '240.0.0.1', '255.255.255.255',
    '::1', '::', 'fc00::1', 'fd12:3456::1', 'fe80::1', 'fec0::1', 'ff02::1', '2001:db8::1', '64:ff9b::7f00:1', '64:ff9b:1::1', '2002:7f00:1::',
    '2001::1', '::7f00:1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:a9fe:a9fe', '4000::1', 'fe80::1%eth0', 'not an address', '',
  ])('%s is not of the public Internet', (ip) => {
    expect(checkAddress(ip)).toEqual(expect.any(String))
  })

  test.each([publicAddress, '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a01:e0a::1', '::ffff:1.1.1.1'])('%s is of the public Internet', (ip) => {
    expect(checkAddress(ip)).toBeNull()
  })
})

describe('a host is read as a browser reads it', () => {
  test.each([
    ['0177.0.0.1', '127.0.0.1'], ['2130706433', '127.0.0.1'], ['0x7f.1', '127.0.0.1'], ['127.1', '127.0.0.1'], ['127.0.0.1.', '127.0.0.1'],
    ['[::ffff:7f00:1]', '::ffff:7f00:1'], ['::1', '::1'], ['%31%32%37.0.0.1', '127.0.0.1'], ['１２７。０。０。１', '127.0.0.1'],
    ['Mairie.Example.', 'mairie.example'], ['münchen.example', 'xn--mnchen-3ya.example'],
  ])('%s is %s', (written, read) => {
    expect(canonicalHost(written)).toBe(read)
  })

  test.each(['user:pw@mairie.example', 'mairie.example:81', 'mairie.example/x', 'mairie.example?x', 'mairie.example#x', 'mairie example', '[::1', '', '1.2.3.4.5'])('%s is not a host', (written) => {
    expect(canonicalHost(written)).toBeNull()
  })
})

describe('a name is resolved once and all its answers are checked', () => {
  test('a public name is reached at its first address, all of them having been checked', async () => {
    const resolution = await resolveOnce('mairie.example', 443, guardThat({ 'mairie.example': [publicAddress, '2606:4700::1111'] }))
    expect(resolution).toEqual({
      ok: true, ip: publicAddress, port: 443,
      addresses: [{ address: publicAddress, family: 4 }, { address: '2606:4700::1111', family: 6 }],
    })
  })

  test('a public address beside a private one refuses the name', async () => {
    const resolution = await resolveOnce('mairie.example', 443, guardThat({ 'mairie.example': [publicAddress, 'fd00::1'] }))
    expect(resolution).toMatchObject({ ok: false, failure: { code: 'forbidden-address', detail: 'mairie.example leads to a forbidden address (uniqueLocal)' } })
  })

  test.each(['127.0.0.1', '0177.0.0.1', '2130706433', '::1', '[::ffff:7f00:1]', '169.254.169.254'])('%s needs no resolver to be refused', async (host) => {
    const asked: string[] = []
    const guard = guardThat({}, { resolve: async (name) => (asked.push(name), [{ address: publicAddress, family: 4 }]) })
    expect(await resolveOnce(host, 80, guard)).toMatchObject({ ok: false, failure: { code: 'forbidden-address' } })
    expect(asked).toEqual([])
  })

  test.each([22, 25, 6379, 8080])('port %i of a public name is refused', async (port) => {
    expect(await resolveOnce('mairie.example', port, guardThat({ 'mairie.example': [publicAddress] }))).toMatchObject({ ok: false, failure: { code: 'forbidden-address' } })
  })

  test('a name without an address, or that cannot be resolved, is a dns failure', async () => {
    const failing = guardThat({}, { resolve: () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })) })
    expect(await resolveOnce('absent.example', 80, guardThat({}))).toMatchObject({ ok: false, failure: { code: 'dns' } })
    expect(await resolveOnce('absent.example', 80, failing)).toMatchObject({ ok: false, failure: { code: 'dns' } })
  })

  test('a pinned guard keeps the first answer of a name that changes its mind', async () => {
    const answers = [publicAddress, '127.0.0.1']
    const guard = pinned(guardThat({}, { resolve: async () => [{ address: answers.shift() ?? '127.0.0.1', family: 4 }] }))
    expect(await resolveOnce('rebind.example', 80, guard)).toMatchObject({ ok: true, ip: publicAddress })
    expect(await resolveOnce('rebind.example', 443, guard)).toMatchObject({ ok: true, ip: publicAddress })
  })
})

describe('a weakened guard opens what it says and no more', () => {
  test('allowPrivate opens private addresses and all their ports, and no further port of a public name', async () => {
    const guard = guardThat({ 'mairie.example': [publicAddress], 'intranet.example': ['10.1.2.3'] }, { allowPrivate: true })
    expect(await resolveOnce('intranet.example', 8080, guard)).toMatchObject({ ok: true, ip: '10.1.2.3', port: 8080 })
    expect(await resolveOnce('127.0.0.1', 3000, guard)).toMatchObject({ ok: true, port: 3000 })
    expect(await resolveOnce('mairie.example', 8080, guard)).toMatchObject({ ok: false })
  })

  test('a private range opens its addresses alone, on the web ports', async () => {
    const guard = guardThat({ 'intranet.example': ['10.1.2.3'], 'other.example': ['10.2.0.1'], 'six.example': ['fd00:1::5'] }, { allowPrivateRanges: ['10.1.0.0/16', 'fd00:1::/32'] })
    expect(await resolveOnce('intranet.example', 443, guard)).toMatchObject({ ok: true })
    expect(await resolveOnce('six.example', 443, guard)).toMatchObject({ ok: true })
    expect(await resolveOnce('intranet.example', 8443, guard)).toMatchObject({ ok: false })
    expect(await resolveOnce('other.example', 443, guard)).toMatchObject({ ok: false })
  })

  test('a port that is opened is one of the private ranges alone: no public address is reached on it', async () => {
    const guard = guardThat({ 'metrics.example': ['10.1.2.3'], 'www.example': ['93.184.215.14'], 'other.example': ['10.2.0.1'] }, { allowPrivateRanges: ['10.1.0.0/16'], allowPrivatePorts: [9090] })
    expect(await resolveOnce('metrics.example', 9090, guard)).toMatchObject({ ok: true, ip: '10.1.2.3', port: 9090 })
    for (const [host, port] of [['metrics.example', 9091], ['www.example', 9090], ['other.example', 9090]] as const) {
      expect(await resolveOnce(host, port, guard)).toMatchObject({ ok: false, failure: { code: 'forbidden-address' } })
    }
  })

  test('the ranges of a site open its own addresses, on top of those of the run, and are named in the evidence', async () => {
    const town = guardThat({ 'intranet.example': ['10.1.2.3'], 'extranet.example': ['10.2.0.1'] }, { allowPrivateRanges: ['10.1.0.0/16'] })
    const ofSite = { ...town, ...withRanges(town, ['10.2.0.0/24']) }
    for (const host of ['intranet.example', 'extranet.example']) expect(await resolveOnce(host, 443, ofSite)).toMatchObject({ ok: true })
    expect(await resolveOnce('extranet.example', 443, town)).toMatchObject({ ok: false })
    expect([weakened(ofSite), weakened(withRanges(guardThat({}), undefined))]).toEqual([['allow-private-ranges'], []])
  })

  test('with fixtures, the names of the map live on loopback and no other name is even resolved', async () => {
    const asked: string[] = []
    const guard = guardThat({}, {
      allowPrivate: true,
      fixtures: { 'ville.example': { http: 4001 } },
      resolve: async (name) => (asked.push(name), [{ address: publicAddress, family: 4 }]),
    })
    expect(await resolveOnce('Ville.example.', 80, guard)).toMatchObject({ ok: true, ip: '127.0.0.1', port: 4001 })
    for (const [host, port] of [['ville.example', 443], ['ville.example', 4001], ['autre.example', 80], ['127.0.0.1', 80], ['constructor', 80]] as const) {
      expect(await resolveOnce(host, port, guard)).toMatchObject({ ok: false, failure: { code: 'forbidden-address' } })
    }
    expect(asked).toEqual([])
  })

  test('each weakening has its name, for the evidence', () => {
    expect(weakened({ allowPrivate: false, fixtures: null })).toEqual([])
    expect(weakened({ allowPrivate: true, allowPrivateRanges: ['10.0.0.0/8'], fixtures: {} })).toEqual(['fixture-hosts', 'allow-private', 'allow-private-ranges'])
  })
})
