import { Outcome } from '#model/outcome'
import type { PublishedPage } from '#model/publication'

type History = PublishedPage['history']
type Visits = { audit: string; runs: readonly string[]; values: Float64Array; outcomes: Uint8Array }

/** A history in nine bytes a visit instead of about sixty: histories are nine tenths of a publication. NaN stands for an unknown value. */
type PackedHistory = readonly Visits[]

const outcomes = Outcome.options
/** Most series of a territory are about the same runs: each list of runs is held once. */
const runLists = new Map<string, readonly string[]>()

function shared(runs: readonly string[]): readonly string[] {
  const key = runs.join(' ')
  const known = runLists.get(key) ?? runs
  runLists.set(key, known)
  return known
}

const packed = (history: History): PackedHistory => Object.entries(history).map(([audit, visits]) => ({
  audit,
  runs: shared(visits.map(({ run }) => run)),
  values: Float64Array.from(visits, ({ value }) => value ?? NaN),
  outcomes: Uint8Array.from(visits, ({ outcome }) => outcomes.indexOf(outcome)),
}))

const unpacked = (history: PackedHistory): History => Object.fromEntries(history.map(({ audit, runs, values, outcomes: codes }) => [audit, runs.map((run, index) => {
  const value = values[index] ?? NaN
  return { run, value: Number.isNaN(value) ? null : value, outcome: outcomes[codes[index] ?? -1] ?? 'unknown' }
})]))

/** The histories last unpacked, oldest first: the pages of a site are compared with each other, control by control. */
const atHand = new Map<PackedHistory, History>()
const mostAtHand = 64

function historyOf(from: PackedHistory): History {
  const history = atHand.get(from) ?? unpacked(from)
  atHand.set(from, history)
  for (const oldest of atHand.keys()) if (atHand.size > mostAtHand) atHand.delete(oldest)
  return history
}

/** The page with its history unpacked when it is asked for. */
export function withPackedHistory(page: PublishedPage): PublishedPage {
  const from = packed(page.history)
  return Object.defineProperty({ ...page }, 'history', { enumerable: true, get: () => historyOf(from) })
}
