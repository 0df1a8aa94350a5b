import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LoadJob } from '#audits/gather/load'
import { readTerritoryFolder } from '../territory/territory.ts'
import type { BenchContext } from './define-bench.ts'

/** The pages of a bench; `isOurs` when they are the example's, served on loopback by the process `pid`. */
export type BenchPages = { addresses: string[]; origin: string; isOurs: boolean; pid: number | undefined; close(): void }

/** The addresses that were asked, else those of the portal of the example town. */
export async function openBenchPages({ addresses }: Pick<BenchContext, 'addresses'>): Promise<BenchPages> {
  const [first] = addresses
  if (first !== undefined) return { addresses: [...addresses], origin: new URL(first).origin, isOurs: false, pid: undefined, close: () => undefined }
  const server = fork(fileURLToPath(new URL('./town-server.ts', import.meta.url)), { execArgv: [] })
  const [port]: unknown[] = await once(server, 'message')
  const origin = `http://127.0.0.1:${String(port)}`
  const { sites } = await readTerritoryFolder(join(fileURLToPath(new URL('../../..', import.meta.url)), 'examples', 'villeneuve', 'data'))
  const pages = sites.find(({ id }) => id === 'portail')?.pages ?? []
  return { addresses: pages.map(({ path }) => origin + path), origin, isOurs: true, pid: server.pid, close: () => { if (server.connected) server.disconnect() } }
}

/** So many addresses of one site: past the last one, the same pages under other addresses (`?tour=2`), which no cache knows. */
export function inLaps(addresses: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const url = new URL(addresses[index % addresses.length] ?? '')
    const lap = 1 + Math.floor(index / addresses.length)
    if (lap > 1) url.searchParams.set('tour', String(lap))
    return url.href
  })
}

/** First visits of these addresses, as `trefle audit` makes them. */
export function coldJobs(addresses: readonly string[]): LoadJob[] {
  return addresses.map((url, index) => ({ url, role: index === 0 ? 'home' : 'other', site: null, page: `page-${index + 1}`, pass: 'cold', profile: 'desktop' }))
}
