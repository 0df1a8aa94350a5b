import { setTimeout } from 'node:timers/promises'
import { cleanText } from '#lib/words/clean'
import type { Artifacts } from '#model/evidence'
import { inIsolation } from './isolated.ts'
import type { Load } from './load.ts'

/** A frame that does not answer is someone else's busy page: its storage is left out after this time. */
const frameDeadlineMs = 2000

/** Names and lengths, never values, of what each frame of the page stored. */
export async function gatherStorage({ page }: Load): Promise<Artifacts['storage']> {
  const [main, ...children] = [page.mainFrame(), ...page.frames().filter((frame) => frame !== page.mainFrame())]
  const read = await Promise.all([
    inIsolation(main, readStorage, []),
    ...children.map((frame) => Promise.race([inIsolation(frame, readStorage, []), setTimeout(frameDeadlineMs, [], { ref: false })]).catch(() => [])),
  ])
  const items = read.flat().map((item) => ({ ...item, origin: cleanText(item.origin), name: cleanText(item.name) }))
  return [...new Map(items.map((item) => [`${item.origin} ${item.kind} ${item.name}`, item])).values()].slice(0, 1000)
}

/** Page function. An opaque origin has no storage: asking for it throws. */
async function readStorage(): Promise<Artifacts['storage']> {
  if (location.origin === 'null') return []
  const listed = (storage: Storage, kind: 'local' | 'session') =>
    Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').map((name) => ({
      origin: location.origin, kind, name, valueLength: storage.getItem(name)?.length ?? 0,
    }))
  const databases = await indexedDB.databases()
  return [
    ...listed(localStorage, 'local'),
    ...listed(sessionStorage, 'session'),
    ...databases.map(({ name }) => ({ origin: location.origin, kind: 'indexeddb' as const, name: name ?? '', valueLength: null })),
  ]
}
