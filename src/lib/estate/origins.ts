import type { Origin } from '#model/derivation'

/** The imports that these facts come from, and by how many lines of the record. */
export function originsOf(groups: readonly { source: string }[]): Origin[] {
  return [...Map.groupBy(groups, ({ source }) => source)].sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([source, { length }]) => ({ kind: 'import', source, facts: length }))
}
