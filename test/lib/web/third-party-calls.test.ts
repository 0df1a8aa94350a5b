import { describe, expect, test } from 'vitest'
import { hostCalls, thirdPartyCalls } from '#lib/web/third-party-calls'
import { aRequest, aSite, registry } from '../../builders.ts'

const site = aSite({ sameOrganisation: ['metropole.example'] })
const ringsOf = (urls: string[]) => Object.fromEntries(hostCalls(urls.map((url) => aRequest({ url })), site, registry).map(({ host, ring }) => [host, ring]))

describe('the three rings', () => {
  test('are the site, the domains that its organisation declares, and everybody else', () => {
    expect(ringsOf(['https://www.ville.example/', 'https://static.ville.example/', 'https://x.metropole.example/', 'https://autre.example/', 'data:image/png']))
      .toEqual({ 'x.metropole.example': 'organisation', 'autre.example': 'third-party' })
  })

  test.each(['fausse-metropole.example', 'metropole.example.evil.example'])('%s, which looks like a declared domain, is everybody else', (host) => {
    expect(ringsOf([`https://${host}/`])).toEqual({ [host]: 'third-party' })
  })

  test('count a name of the site as the third party that it is an alias of, unless the alias is declared too', () => {
    const cloaked = aRequest({ url: 'https://stats.ville.example/p', alias: 'x.hotjar.com' })
    expect(thirdPartyCalls([cloaked], site, registry)).toMatchObject([{ host: 'stats.ville.example', alias: 'x.hotjar.com', row: { name: expect.stringContaining('Hotjar') } }])
    expect(hostCalls([{ ...cloaked, alias: 'stats.metropole.example' }], site, registry)).toEqual([])
  })
})

test('a host of several purposes is described by the one that asks the most, and its calls are summed', () => {
  const calls = thirdPartyCalls(['https://www.google.com/maps', 'https://www.google.com/recaptcha/api.js'].map((url) => aRequest({ url, transferBytes: 10 })), site, registry)
  expect(calls).toMatchObject([{ host: 'www.google.com', requests: 2, transferBytes: 20, row: { purpose: 'captcha' } }])
})
