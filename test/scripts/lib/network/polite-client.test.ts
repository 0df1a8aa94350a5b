import { afterEach, describe, expect, it } from 'vitest'
import { politeClient } from '#effects/network/polite-client'
import { pageWith, serveSmallSite, siteUrl, type SmallSite } from '../sampling/small-site.ts'

let small: SmallSite
afterEach(() => small.close())
const of = (path: string) => new URL(path, siteUrl).href

describe('a polite client', () => {
  it('makes one request at a time, even when it is asked for several at once', async () => {
    small = await serveSmallSite(() => pageWith([]))
    await Promise.all(['/a', '/b', '/c'].map((path) => small.client.ask(of(path), 10_000)))
    expect([small.asked, small.atOnce()]).toEqual([['/a', '/b', '/c'], 1])
  })

  it('goes on after an address that failed', async () => {
    small = await serveSmallSite({ '/b': pageWith([]) })
    const answers = await Promise.all([small.client.ask('http://autre.example/', 10_000), small.client.ask(of('/b'), 10_000)])
    expect(answers.map(({ ok }) => ok)).toEqual([false, true])
  })

  it('pauses between two requests, redirects included', async () => {
    small = await serveSmallSite({ '/a': { location: '/b' }, '/b': pageWith([]) })
    small.client.slowDown(150)
    const begun = performance.now()
    await small.client.ask(of('/a'), 10_000)
    await small.client.ask(of('/b'), 10_000)
    expect(performance.now() - begun).toBeGreaterThan(290)
  })

  it('does not follow redirects for ever', async () => {
    small = await serveSmallSite({ '/a': { location: '/a' } })
    expect(await small.client.ask(of('/a'), 10_000)).toMatchObject({ ok: false, failure: { code: 'redirects' } })
    expect(small.asked).toHaveLength(6)
  })

  it('stops at once when the person stops it, with the reason given', async () => {
    small = await serveSmallSite(() => pageWith([]))
    const stopped = new AbortController()
    const client = politeClient({ guard: small.guard, contact: 'mailto:a@ville.example', isOwn: () => true, signal: stopped.signal })
    client.slowDown(60_000)
    await client.ask(of('/a'), 10_000)
    const waiting = client.ask(of('/b'), 10_000)
    stopped.abort(new Error('assez'))
    await expect(waiting).rejects.toThrow('assez')
  })

  it('says its name and whom to write to', async () => {
    small = await serveSmallSite({})
    await small.client.ask(siteUrl, 10_000)
    expect(small.agents).toEqual([expect.stringMatching(/^Trefle\/\d+\.\d+\.\d+ \(\+https:\/\/petit\.example\/contact\)$/)])
  })
})
