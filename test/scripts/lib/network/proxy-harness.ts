import { setTimeout as wait } from 'node:timers/promises'
import type { Guard } from '#effects/network/guard'
import { startProxy, type Proxy } from '#effects/network/proxy'
import { defaultBudgets, type Budgets } from '#effects/network/proxy-log'

const closing: { close(): Promise<void> }[] = []
/** Closed at the end of the test, the last first. */
export function kept<T extends { close(): Promise<void> }>(thing: T): T {
  closing.unshift(thing)
  return thing
}
/** For afterEach: a file that shares this module with others has to say so itself. */
export async function closeKept(): Promise<void> {
  for (const thing of closing.splice(0)) await thing.close()
}

export const publicAddress = '93.184.215.14'
const names: Record<string, string[]> = {
  'mairie.example': [publicAddress],
  'loopback.example': ['127.0.0.1'],
  'both.example': [publicAddress, '::1'],
  'metadata.example': ['169.254.169.254'],
}
/** A resolver that plays the Internet. */
export const internet: Guard = {
  allowPrivate: false,
  fixtures: null,
  resolve: async (host) => (names[host] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
}
export const fixture = (port: number): Guard => ({ allowPrivate: false, fixtures: { 'ville.example': { http: port, https: port } } })
export const start = async (guard: Guard, budgets: Partial<Budgets> = {}): Promise<Proxy> => kept(await startProxy({ guard, budgets: { ...defaultBudgets, ...budgets } }))

/** Resolves once a figure stops moving. */
export async function settled(read: () => number): Promise<void> {
  for (let last = -1; last !== read();) {
    last = read()
    await wait(250)
  }
}
