import { describe, expect, test } from 'vitest'
import { knownCookie, thirdPartyOf } from '#lib/web/registry'
import type { KnownCookie, ThirdParty } from '#model/third-party'
import { registry as shipped } from '../../builders.ts'

const row = (suffix: string, name: string, path?: string): ThirdParty =>
  ({ suffix, ...(path === undefined ? {} : { path }), name, purpose: 'other', country: null, choice: 'to-verify', alternative: null, source: 'test', on: '2026-11-22' })
const cookie = (name: string, tool: string): KnownCookie => ({ name, tool, purpose: 'analytics', choice: 'yes', source: 'test', on: '2026-11-22' })
const registry = {
  thirdParties: [row('tiers.example', 'ville'), row('tiers.example', 'registre'), row('cartes.tiers.example', 'cartes'), row('tiers.example', 'pixel', '/tr')],
  cookies: [cookie('_ga*', 'large'), cookie('_ga_*', 'précis'), cookie('_ga_exact', 'exact')],
}

describe('a third party', () => {
  test.each([
    ['https://tiers.example/', 'ville'], ['https://a.b.tiers.example/x', 'ville'], ['https://cartes.tiers.example/1.png', 'cartes'],
    ['https://a.cartes.tiers.example/', 'cartes'], ['https://www.tiers.example/tr/?id', 'pixel'], ['wss://tiers.example/live', 'ville'],
  ])('of %s is the most precise row (%s), the territory’s first', (address, name) => expect(thirdPartyOf(address, registry)?.name).toBe(name))

  test.each(['https://fauxtiers.example/', 'https://tiers.example.org/', 'pas une adresse', 'data:text/plain'])('is not guessed for %s', (address) => {
    expect(thirdPartyOf(address, registry)).toBeNull()
  })
})

test.each([['_ga_exact', 'exact'], ['_ga_X', 'précis'], ['_ga', 'large'], ['_gat', 'large']])('the cookie %s is the row « %s »', (name, tool) => {
  expect(knownCookie(name, registry)?.tool).toBe(tool)
})

test('an unknown cookie has no row, and an exact name is not a prefix', () => {
  expect(knownCookie('ga', registry)).toBeNull()
  expect(knownCookie('_gidouille', shipped)).toBeNull()
})

describe('the shipped registry', () => {
  test('has one row a host and path, and one a cookie name', () => {
    const keys = [...shipped.thirdParties.map(({ suffix, path = '' }) => suffix + path), ...shipped.cookies.map(({ name }) => `cookie ${name}`)]
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
    expect(shipped.thirdParties.length).toBeGreaterThan(100)
  })

  test('says where each row comes from, and no country without a source', () => {
    for (const { suffix, source } of shipped.thirdParties) expect(`${suffix}: ${source}`).toMatch(/: .{8,}/)
  })

  test('asks a choice for advertising everywhere, and for no public service', () => {
    expect(shipped.thirdParties.filter(({ purpose, choice }) => purpose === 'advertising' && choice !== 'yes')).toEqual([])
    expect(shipped.thirdParties.filter(({ purpose, choice }) => purpose === 'public-service' && choice !== 'no')).toEqual([])
  })
})
