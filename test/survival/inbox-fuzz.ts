import { randomBytes } from 'node:crypto'
import type { Route } from '#effects/inbox/service'
import { readItems } from '#effects/inbox/store'
import { page } from '../lib/ci-reports/sample-report.ts'
import { aCheck } from '../scripts/lib/inbox/inbox-builders.ts'

/** The same draws for the same seed (Marsaglia 2003, xorshift32). */
export function draws(seed: number): (below: number) => number {
  let state = seed | 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

export type Fuzzed = { byStatus: Record<number, number>; kept: number; lost: string[]; wrong: string[] }
type Post = { route: Route; body: Uint8Array | string; headers: Record<string, string>; isWhole: boolean }

const junk = ['', '{', '[]', 'null', '"\\ud800"', '{"a":1,"a":2}', '\uFEFF{}', '{"__proto__":{}}', `${'['.repeat(5000)}`, '{"schema":"trefle/check@1"}', '\u0000', '{"schema":NaN}', '%', 'task=a&task=b', 'task=%FF%FE&page=&tool=']
const types = ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'application/zip', 'application/json; charset=utf-16', 'multipart/form-data; boundary=x', '']
const runs = ['../../etc/passwd', '%2e%2e', 'x', 'a'.repeat(500), '']

/** One request: whole as a sender would write it, or with something wrong in its body, its names, its encoding or its headers. */
function draw(draw: (below: number) => number, index: number, tokens: readonly string[], sentAt: string): Post {
  const route = (['check', 'bundle', 'audit-request', 'barrier'] as const)[draw(4)] ?? 'check'
  const whole = route === 'barrier' ? `task=Obstacle+${index}&page=&tool=` : route === 'audit-request'
    ? JSON.stringify({ schema: 'trefle/audit-request@1', urls: [`https://www.ville.example/${index}`], reason: 'Essai' })
    : JSON.stringify(aCheck({ at: sentAt, pages: [page({ url: `https://www.ville.example/${index}` })] }))
  const headers: Record<string, string> = { 'content-type': route === 'barrier' ? 'application/x-www-form-urlencoded' : 'application/json', 'trefle-run': `essai-${String(index).padStart(8, '0')}`, 'trefle-sent-at': sentAt, authorization: `Bearer ${tokens[0] ?? ''}` }
  const fault = draw(10)
  if (fault < 3) return { route, body: whole, headers, isWhole: route !== 'bundle' }
  const cut = draw(whole.length)
  const bodies: (Uint8Array | string)[] = [whole.slice(0, cut), `${whole.slice(0, cut)}${junk[draw(junk.length)] ?? ''}${whole.slice(cut)}`, new Uint8Array(randomBytes(draw(4000))), junk[draw(junk.length)] ?? '', 'x'.repeat(draw(4) === 0 ? 70_000 : 10)]
  const odd: Record<string, string>[] = [
    { 'content-type': types[draw(types.length)] ?? '' }, { 'trefle-run': runs[draw(runs.length)] ?? '' }, { 'trefle-sent-at': ['demain', '1970-01-01T00:00:00Z', ''][draw(3)] ?? '' },
    { authorization: ['', 'Bearer ', 'Basic eDp5', `Bearer ${tokens[1] ?? ''}`, `Bearer trefle_${'a'.repeat(43)}`][draw(5)] ?? '' }, { 'content-encoding': 'gzip' }, { 'sec-fetch-site': 'cross-site', accept: 'text/html' }, { accept: 'text/html' },
  ]
  const changed = fault < 7 ? bodies[draw(bodies.length)] ?? '' : whole
  return { route, body: changed, headers: fault >= 6 ? { ...headers, ...odd[draw(odd.length)] } : headers, isWhole: false }
}

export type Sender = (post: Post) => Promise<{ status: number; text: string }>

/**
 * Sends requests of every kind, many at once, and sends one in five of those that were kept again. Tells what was answered, what a sender was
 * told is kept and is not there, and which answers are wrong: a 500, something whole that is refused, a second sending that is not the first.
 */
export async function fuzzInbox({ folder, send, tokens, requests, seed, now, atOnce = 16 }: { folder: string; send: Sender; tokens: readonly string[]; requests: number; seed: number; now: () => string; atOnce?: number }): Promise<Fuzzed> {
  const below = draws(seed)
  const byStatus: Record<number, number> = {}
  const told = new Set<string>()
  const wrong: string[] = []
  let next = 0
  const count = (status: number) => { byStatus[status] = (byStatus[status] ?? 0) + 1 }
  const one = async (index: number) => {
    const post = draw(below, index, tokens, now())
    const { status, text } = await send(post)
    count(status)
    if (status >= 500 || (post.isWhole && status !== 201 && status !== 303)) wrong.push(`${index} ${post.route} ${status}`)
    if (status !== 201 || post.route === 'barrier') return
    told.add((JSON.parse(text) as { id: string }).id)
    if (below(5) !== 0) return
    const again = await send(post)
    count(again.status)
    if (again.status !== 200) wrong.push(`${index} again ${again.status}`)
  }
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (next < requests) {
      await one(next++)
    }
  }))
  const { items, quarantined } = await readItems(folder)
  const there = new Set(items.map(({ id }) => id))
  return { byStatus, kept: items.length, lost: [...[...told].filter((id) => !there.has(id)), ...quarantined], wrong }
}
