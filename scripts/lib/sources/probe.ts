import type { Io, Parsed } from '#lib/define'
import type { Source } from '#model/source'
import { UsageError } from '../command/errors.ts'
import { readSources } from '../territory/read-sources.ts'
import { readTerritoryFolder } from '../territory/territory.ts'

/** What one source gave when it was tried. `late`: it had not answered when time was up. */
export type Probe = { source: Source } & (
  | { state: 'read'; parsed: Parsed }
  | { state: 'failed'; problem: string; mend: string }
  | { state: 'late' }
)
export type ProbeOptions = { dataDir: string; at: string; source?: string; allowPrivate?: boolean; /** Time given to all of them together. */ withinMs: number }

/** Past its time, a source asks nothing more: the work that nobody waits for stops at its next question. */
function bounded(io: Io, isOver: () => boolean): Io {
  const stopped = new UsageError('Le temps donné à cet essai est écoulé.', 'Relancez la source seule.')
  return { ...io, request: (...asked) => (isOver() ? Promise.reject(stopped) : io.request(...asked)) }
}

/** Tries the sources of a territory at the same time, and writes nothing. One that fails says why; the others go on. */
export async function probeSources({ dataDir, at, source: id, allowPrivate = false, withinMs }: ProbeOptions): Promise<Probe[]> {
  const { sources } = await readTerritoryFolder(dataDir)
  const chosen = sources.filter((source) => id === undefined || source.id === id)
  let over = false
  let timer: NodeJS.Timeout | undefined
  const timeUp = new Promise<void>((resolve) => { timer = setTimeout(() => { over = true; resolve() }, withinMs) })
  const tried = async (source: Source): Promise<Probe> => {
    try {
      for await (const { parsed } of readSources({ dataDir, at, allowPrivate, source: source.id, around: (io) => bounded(io, () => over) })) return { source, state: 'read', parsed }
      return { source, state: 'failed', problem: 'La source n’a rien donné.', mend: 'Vérifiez sources.yml.' }
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      return { source, state: 'failed', problem: error.message, mend: error.mend }
    }
  }
  try {
    return await Promise.all(chosen.map((source) => Promise.race([tried(source), timeUp.then((): Probe => ({ source, state: 'late' }))])))
  } finally {
    clearTimeout(timer)
  }
}
