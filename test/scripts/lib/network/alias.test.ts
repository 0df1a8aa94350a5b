import { expect, test } from 'vitest'
import { aliasesOf } from '#effects/network/alias'

const fixtures = { 'stats.ville.test': { alias: 'ville.tiers.test' }, 'ville.tiers.test': { alias: 'lb.nuage.test' }, 'tourne.test': { alias: 'rond.test' }, 'rond.test': { alias: 'tourne.test' } }

test('the whole chain of aliases is followed, nearest first', async () => {
  expect(await aliasesOf('stats.ville.test', { fixtures })).toEqual(['ville.tiers.test', 'lb.nuage.test'])
})

test('a name without an alias has none, a loop ends', async () => {
  expect(await aliasesOf('www.ville.test', { fixtures })).toEqual([])
  expect(await aliasesOf('tourne.test', { fixtures })).toEqual(['rond.test', 'tourne.test'])
})

test('behind the organisation’s proxy, no name is asked of a resolver', async () => {
  const upstream = { http: null, https: null, noProxy: [] } as unknown as NonNullable<Parameters<typeof aliasesOf>[1]['upstream']>
  expect(await aliasesOf('www.ville.example', { fixtures: null, upstream })).toEqual([])
})
