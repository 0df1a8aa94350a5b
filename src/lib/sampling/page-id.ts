import { createHash } from 'node:crypto'
import { fold } from '../words/fold.ts'

const lengthCap = 60

/**
 * Names of pages, from their addresses alone: "/vivre/agenda/" is "vivre-agenda" and "/" is "accueil". Addresses
 * that would share a name, and one that is cut, end with six hexadecimal digits of the SHA-256 of the path. `known`: names
 * already given (path → id), which are kept.
 */
export function pageIds(paths: readonly string[], known: ReadonlyMap<string, string> = new Map()): ReadonlyMap<string, string> {
  const fresh = paths.filter((path) => !known.has(path))
  const taken = new Set(known.values())
  const twins = Map.groupBy(fresh, wordsOf)
  return new Map(paths.map((path) => {
    const words = wordsOf(path)
    const alone = (path === '/' || twins.get(words)?.length === 1) && !taken.has(words) && words.length <= lengthCap
    return [path, known.get(path) ?? (alone ? words : `${words.slice(0, lengthCap).replace(/-$/, '')}-${digest(path)}`)]
  }))
}

function wordsOf(path: string): string {
  if (path === '/') return 'accueil'
  return fold(path.replace(/\.(?:html?|php|aspx?|jsp)(?=$|\?)/, '')).replace(/%[0-9a-f]{2}/g, '-').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'page'
}

function digest(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 6)
}
