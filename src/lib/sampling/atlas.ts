import { rankOf } from './draw.ts'
import { folderOf, isPromising, nextOf, type Waiting } from './frontier.ts'
import { linkedKind, type Scope } from './scope.ts'
import type { SeenDocument } from './seen.ts'

/** Addresses kept in memory; those seen after are counted only. */
const addressCap = 5_000
const linkTextCap = 8

type Place = { -readonly [K in keyof Waiting]: Waiting[K] } & { linkTexts: Set<string>; kind: 'page' | 'document' }

/** Everything known of a site's addresses while it is being read. Pure but for its own memory. */
export type Atlas = {
  /** Notes an address of the site; anything else is passed over. */
  add(address: string, clicks: number, words?: string): void
  /** The next page to ask, once; undefined when none is left. */
  take(): Place | undefined
  /** Another address already led to this page: it need not be asked. */
  settle(path: string): void
  /** Words of the links that lead to any of these paths. */
  linkTexts(paths: readonly string[]): string[]
  /** Pages that nobody asked. */
  notAsked(): string[]
  documents(): SeenDocument[]
  /** `dropped`: past the cap. */
  counts(): { known: number; dropped: number }
}

export function startAtlas(scope: Scope, seed: string): Atlas {
  const places = new Map<string, Place>()
  const waiting = new Set<Place>()
  const visits = new Map<string, number>()
  let dropped = 0

  const open = (path: string, kind: Place['kind']): Place | undefined => {
    if (places.size >= addressCap) { dropped += 1; return undefined }
    const place: Place = { path, kind, clicks: Infinity, linkTexts: new Set(), promising: isPromising(path, new Set()), rank: rankOf(seed, path) }
    places.set(path, place)
    if (kind === 'page') waiting.add(place)
    return place
  }

  return {
    add(address, clicks, words = '') {
      const path = scope.pathOf(address)
      const kind = path === null ? 'file' : linkedKind(path)
      if (path === null || kind === 'file') return
      const place = places.get(path) ?? open(path, kind)
      if (place === undefined) return
      place.clicks = Math.min(place.clicks, clicks)
      if (words === '' || place.linkTexts.has(words) || place.linkTexts.size >= linkTextCap) return
      place.linkTexts.add(words)
      place.promising ||= isPromising(path, place.linkTexts)
    },
    take() {
      const place = nextOf(waiting, visits)
      if (place === undefined) return undefined
      waiting.delete(place)
      visits.set(folderOf(place.path), (visits.get(folderOf(place.path)) ?? 0) + 1)
      return place
    },
    settle(path) {
      const place = places.get(path)
      if (place) waiting.delete(place)
    },
    linkTexts: (paths) => [...new Set(paths.flatMap((path) => [...(places.get(path)?.linkTexts ?? [])]))],
    notAsked: () => [...waiting].map(({ path }) => path).sort(),
    documents: () => [...places.values()].filter(({ kind }) => kind === 'document').map(({ path, linkTexts }) => ({ path, linkTexts: [...linkTexts] })),
    counts: () => ({ known: places.size, dropped }),
  }
}
