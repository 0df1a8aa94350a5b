import { describe, expect, it } from 'vitest'
import { readRobots, robotsMaxBytes } from '#effects/sampling/robots'
import type { Captured } from '#model/failure'
import type { GuardedResponse } from '#effects/network/guarded-request'

const origin = 'https://www.ville.example/'
function answered(text: string, { status = 200, type = 'text/plain' } = {}): Captured<GuardedResponse> {
  return { ok: true, value: { status, headers: { 'content-type': type }, body: new TextEncoder().encode(text), finalUrl: `${origin}robots.txt`, redirects: [], ip: '127.0.0.1' } }
}
const read = (text: string, part = {}) => readRobots(origin, answered(text, part))

describe('robots.txt', () => {
  it('is obeyed under the name of Trèfle, and under the star where it has no rules of its own', () => {
    const robots = read('User-agent: *\nDisallow: /\n\nUser-agent: Trefle\nDisallow: /prive/\nAllow: /prive/ouvert\n')
    expect(['/', '/contact', '/prive/a', '/prive/ouvert'].map(robots.allows)).toEqual([true, true, false, true])
    expect(read('User-agent: *\nDisallow: /admin\n').allows('/admin/x')).toBe(false)
    expect(read('User-agent: Autre\nDisallow: /\n').allows('/')).toBe(true)
  })

  it('reads the wildcards of RFC 9309', () => {
    const robots = read('User-agent: *\nDisallow: /*.php$\nDisallow: /recherche*tri=\n')
    expect(['/index.php', '/index.php5', '/recherche/x?tri=1'].map(robots.allows)).toEqual([false, true, false])
  })

  it('may ask for a pause, which is kept up to ten seconds; past that it is said', () => {
    expect(read('User-agent: *\nCrawl-delay: 2\n')).toMatchObject({ delayMs: 2_000, notes: [] })
    const hour = read('User-agent: *\nCrawl-delay: 3600\n')
    expect(hour.delayMs).toBe(10_000)
    expect(hour.notes).toEqual([expect.stringContaining('3600 s')])
    expect(read('User-agent: *\nCrawl-delay: demain\n').delayMs).toBe(0)
    expect(read('User-agent: *\nCrawl-delay: -5\n').delayMs).toBe(0)
  })

  it('names sitemaps', () => {
    expect(read('Sitemap: https://www.ville.example/plan.xml\n').sitemaps).toEqual(['https://www.ville.example/plan.xml'])
  })

  it('is set aside, and said to be, when it is a web page or has no end', () => {
    for (const robots of [read('<!doctype html><title>Oups</title>'), read('User-agent: *\nDisallow: /', { type: 'text/html' }), readRobots(origin, { ok: false, failure: { code: 'too-large', detail: `more than ${robotsMaxBytes}` } })]) {
      expect([robots.allows('/'), robots.notes.length]).toEqual([true, 1])
    }
  })

  it('allows everything when there is none', () => {
    expect(read('', { status: 404 })).toMatchObject({ notes: [], delayMs: 0 })
    expect(read('Disallow: /', { status: 403 }).allows('/')).toBe(true)
  })

  it('closes the site when it is out of order, as RFC 9309 asks', () => {
    const orders = [read('', { status: 503 }), read('', { status: 429 }), read('', { status: 500 }), readRobots(origin, { ok: false, failure: { code: 'timeout', detail: 'late' } })]
    for (const robots of orders) expect([robots.allows('/'), robots.notes.length]).toEqual([false, 1])
    // A site that cannot be heard is not one that refuses robots.
    expect(orders.map((robots) => robots.refusal('/')?.code)).toEqual(['access-denied', 'access-denied', 'http', 'timeout'])
  })

  it('is matched in a short time against rules made to be slow', () => {
    const rules = Array.from({ length: 2_000 }, () => `Disallow: ${'/*a'.repeat(20)}b`).join('\n')
    const robots = read(`User-agent: *\n${rules}\n`)
    const begun = performance.now()
    expect(robots.allows(`/${'a/'.repeat(100)}`)).toBe(true)
    expect(performance.now() - begun).toBeLessThan(2_000)
  })
})
