import type { Commitment, CommitmentField } from '#model/commitment'
import type { CommitmentLine } from '#model/commitment-line'
import { canonical } from './canonical.ts'

/** What a published promise no longer says, and how it was said: the `was` that its event has to repeat. */
export type Change = { field: Exclude<CommitmentField, 'abandoned'>; was: string }
/** Why a promise may not be published as it is written. `index` is its place in the file. */
export type Silent =
  | { kind: 'changed'; id: string; index: number; change: Change }
  | { kind: 'rewritten'; id: string; index: number }
  | { kind: 'gone'; id: string }

const none = 'aucun'
const sides = { 'at-most': 'au plus', 'at-least': 'au moins' } as const

/** Each thing that a reader relies on, as a text that a person can copy. */
const sayings: Readonly<Record<Change['field'], (said: Omit<CommitmentLine, 'at' | 'id'>) => string>> = {
  text: ({ text }) => text,
  function: (said) => said.function,
  indicator: ({ indicator }) => indicator ?? none,
  baseline: ({ baseline }) => (baseline === null ? none : `${baseline.value} au ${baseline.on}`),
  target: ({ target }) => (target === null ? none : `${sides[target.direction]} ${target.value}`),
  due: ({ target }) => target?.due ?? none,
}

export function changesSince(line: CommitmentLine, now: Commitment): Change[] {
  return (Object.keys(sayings) as Change['field'][]).flatMap((field) => {
    const [was, is] = [sayings[field](line), sayings[field](now)]
    return was === is ? [] : [{ field, was }]
  })
}

/** Events only add up: those that were published stand first, as they were. */
const keepsEvents = (line: CommitmentLine, { events }: Commitment): boolean => canonical(events.slice(0, line.events.length)) === canonical(line.events)

/**
 * The changes that no event tells. A change is told by an event added since the last publication, of its field, that repeats what
 * was said. Pure.
 */
export function silentChanges(published: readonly CommitmentLine[], commitments: readonly Commitment[]): Silent[] {
  const last = new Map(published.map((line) => [line.id, line]))
  const gone: Silent[] = [...last.keys()].filter((id) => !commitments.some((each) => each.id === id)).map((id) => ({ kind: 'gone', id }))
  return [...gone, ...commitments.flatMap((now, index): Silent[] => {
    const line = last.get(now.id)
    if (line === undefined) return []
    if (!keepsEvents(line, now)) return [{ kind: 'rewritten', id: now.id, index }]
    const fresh = now.events.slice(line.events.length)
    return changesSince(line, now)
      .filter(({ field, was }) => !fresh.some((event) => event.field === field && event.was === was))
      .map((change) => ({ kind: 'changed', id: now.id, index, change }))
  })]
}

/** The lines that a publication adds: promises that are new, or that say something else than their last line. */
export function linesToAdd(published: readonly CommitmentLine[], commitments: readonly Commitment[], at: string): CommitmentLine[] {
  const last = new Map(published.map((line) => [line.id, line]))
  return commitments.flatMap(({ id, text, function: role, indicator, baseline, target, events }) => {
    const { at: _at, ...before } = last.get(id) ?? { at: null }
    const now = { id, text, function: role, indicator, baseline, target, events }
    return canonical(before) === canonical(now) ? [] : [{ ...now, at }]
  })
}
