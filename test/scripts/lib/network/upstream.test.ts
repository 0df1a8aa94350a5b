import { describe, expect, test } from 'vitest'
import { UsageError } from '#effects/command/errors'
import { upstreamFor, upstreamsOf } from '#effects/network/upstream'

const office = { host: 'proxy.ville.example', port: 3128, tls: false, authorization: null }
const straight = (noProxy: string, host: string, port = 443) => {
  const upstreams = upstreamsOf({ HTTPS_PROXY: 'http://proxy.ville.example:3128', NO_PROXY: noProxy })
  return upstreams === null ? expect.fail('no proxy') : upstreamFor({ host, port, scheme: 'tunnel' }, upstreams) === null
}

describe('the proxy of an organisation is read in the environment', () => {
  test('there is none where no variable names one, or where it is empty', () => {
    expect(upstreamsOf({})).toBeNull()
    expect(upstreamsOf({ HTTPS_PROXY: ' ', NO_PROXY: '*' })).toBeNull()
    expect(upstreamsOf({ HTTPS_PROXY: 'http://proxy.ville.example', https_proxy: '' })).toBeNull()
  })

  test('one for requests in clear and one for tunnels, neither standing for the other', () => {
    expect(upstreamsOf({ HTTP_PROXY: 'http://proxy.ville.example:3128' })).toEqual({ clear: office, tunnel: null, exceptions: [] })
    expect(upstreamsOf({ HTTPS_PROXY: 'http://proxy.ville.example:3128' })).toEqual({ clear: null, tunnel: office, exceptions: [] })
  })

  test('the lower case comes first', () => {
    expect(upstreamsOf({ https_proxy: 'http://proxy.ville.example:3128', HTTPS_PROXY: 'http://autre.example' })?.tunnel).toEqual(office)
  })

  test('without a scheme it is http, without a port 80 or 443', () => {
    expect(upstreamsOf({ HTTP_PROXY: 'proxy.ville.example:3128' })?.clear).toEqual(office)
    expect(upstreamsOf({ HTTP_PROXY: 'proxy.ville.example' })?.clear).toMatchObject({ port: 80, tls: false })
    expect(upstreamsOf({ HTTP_PROXY: 'https://proxy.ville.example' })?.clear).toMatchObject({ port: 443, tls: true })
    expect(upstreamsOf({ HTTP_PROXY: 'http://[fd00::1]:3128' })?.clear).toMatchObject({ host: 'fd00::1', port: 3128 })
  })

  test('its user and password become a Basic credential, accents included', () => {
    const { clear } = upstreamsOf({ HTTP_PROXY: 'http://agent:caf%C3%A9%40x@proxy.ville.example' }) ?? {}
    expect(Buffer.from(clear?.authorization?.replace('Basic ', '') ?? '', 'base64').toString()).toBe('agent:café@x')
  })

  test.each(['socks5://proxy.ville.example', 'http://', 'http://u:motdepasse@:80', 'http://u:100%@proxy.ville.example'])('%s is refused in one sentence that repeats no password', (written) => {
    const refuse = () => upstreamsOf({ HTTP_PROXY: written })
    expect(refuse).toThrow(UsageError)
    expect(refuse).toThrow(/HTTP_PROXY/)
    expect(refuse).not.toThrow(/motdepasse/)
  })

  test('a range of NO_PROXY that is none is refused', () => {
    expect(() => upstreamsOf({ HTTP_PROXY: 'http://p.example', NO_PROXY: '10.0.0.0/99' })).toThrow(UsageError)
  })
})

describe('NO_PROXY leaves a host out', () => {
  test.each([
    ['*', 'www.ville.example'], ['ville.example', 'ville.example'], ['ville.example', 'www.ville.example'], ['.ville.example', 'www.ville.example'],
    ['*.ville.example', 'www.ville.example'], ['autre.example, Ville.Example', 'www.ville.example'], ['autre.example ville.example', 'ville.example'],
    ['10.0.0.0/8', '10.1.2.3'], ['fd00::/8', 'fd12::1'], ['10.1.2.3', '10.1.2.3'], ['[fd00::1]', 'fd00::1'], ['fd00::1', 'fd00::1'],
    ['ville.example:443', 'ville.example'], ['münchen.example', 'xn--mnchen-3ya.example'],
  ])('%s: %s is reached straight', (noProxy, host) => expect(straight(noProxy, host)).toBe(true))

  test.each([
    ['', 'ville.example'], ['ville.example', 'maville.example'], ['ville.example', 'ville.example.evil.net'], ['10.0.0.0/8', '11.1.2.3'], ['10.0.0.0/8', 'ville.example'],
    ['ville.example:8443', 'ville.example'], ['10.1.2.3', '110.1.2.3'],
  ])('%s: %s goes through the proxy', (noProxy, host) => expect(straight(noProxy, host)).toBe(false))

  test.each(['localhost', 'essai.localhost', '127.0.0.1', '::1'])('%s is this machine, never the proxy’s', (host) => expect(straight('', host)).toBe(true))
})
