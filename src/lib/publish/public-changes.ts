import type { CommitmentStatus } from '#model/commitment'
import type { PublicSnapshot } from '#model/nightly'

/** What a publication changes for the public, in the order in which a person reads it. */
export type PublicChanges = {
  /** Defects that were not public, or that touch more pages. */
  regressions: { site: string; title: string; before: number; now: number }[]
  /** Defects that are gone, or that touch fewer pages. */
  mended: { site: string; title: string; before: number; now: number }[]
  indicators: { title: string; before: string | null; now: string | null; period: string | null }[]
  commitments: { text: string; before: CommitmentStatus | null; now: CommitmentStatus }[]
  /** Counts of files that appear, change and disappear. */
  files: { added: number; changed: number; removed: number }
}

const byKey = <T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, T> => new Map(items.map((item) => [key(item), item]))

/** Compares two states of what is public; without an earlier one, everything becomes public. */
export function publicChanges(before: PublicSnapshot | null, now: PublicSnapshot): PublicChanges {
  const known = byKey(before?.indicators ?? [], ({ id }) => id)
  const promises = byKey(before?.commitments ?? [], ({ id }) => id)
  const moved = defectMoves(before?.defects ?? [], now.defects)
  const [old, fresh] = [before?.files ?? {}, now.files]
  return {
    regressions: moved.filter((move) => move.now > move.before),
    mended: moved.filter((move) => move.now < move.before),
    indicators: now.indicators.flatMap(({ id, title, value, period, state }) => {
      const last = known.get(id)
      if (last ? last.value === value && last.period === period && last.state === state : value === null) return []
      return [{ title, before: last?.value ?? null, now: value, period }]
    }),
    commitments: now.commitments.flatMap(({ id, text, status }) => {
      const last = promises.get(id)
      return last?.status === status ? [] : [{ text, before: last?.status ?? null, now: status }]
    }),
    files: {
      added: Object.keys(fresh).filter((path) => old[path] === undefined).length,
      changed: Object.keys(fresh).filter((path) => old[path] !== undefined && old[path] !== fresh[path]).length,
      removed: Object.keys(old).filter((path) => fresh[path] === undefined).length,
    },
  }
}

function defectMoves(before: PublicSnapshot['defects'], now: PublicSnapshot['defects']): PublicChanges['regressions'] {
  const key = ({ site, audit }: { site: string; audit: string }) => `${site} ${audit}`
  const [old, fresh] = [byKey(before, key), byKey(now, key)]
  return [...new Map([...old, ...fresh]).values()]
    .map((defect) => ({ site: defect.name, title: defect.title, before: old.get(key(defect))?.pages ?? 0, now: fresh.get(key(defect))?.pages ?? 0 }))
    .sort((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before))
}

export const isNothing = ({ regressions, mended, indicators, commitments, files }: PublicChanges): boolean =>
  regressions.length + mended.length + indicators.length + commitments.length + files.added + files.changed + files.removed === 0
