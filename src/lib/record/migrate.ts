import type { Migration } from './migrations/migration.ts'
import { certaintyOfWords } from './migrations/findings.ts'
import { noFormerPages } from './migrations/sample.ts'

/**
 * What brings each kind of record file from one version of its schema to the next, in order: the version that is written today is one more than
 * their number. A kind that is not named has one version.
 */
const migrations: Readonly<Record<string, readonly Migration[]>> = { findings: [certaintyOfWords], sample: [noFormerPages] }

/** "trefle/sample@2". */
export type Schema = { kind: string; version: number }

/** The version of a kind that this Trèfle writes, and the last that it reads. */
export const versionOf = (kind: string): number => (migrations[kind]?.length ?? 0) + 1

export const schemaName = ({ kind, version }: Schema): string => `trefle/${kind}@${version}`

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The schema that a value names; null when it names none of ours. */
export function namedSchema(value: unknown): Schema | null {
  const found = isObject(value) && typeof value.schema === 'string' ? /^trefle\/([a-z-]+)@([1-9]\d{0,5})$/.exec(value.schema) : null
  return found ? { kind: found[1] ?? '', version: Number(found[2]) } : null
}

/**
 * A line of JSON Lines that only names a schema: the lines after it follow it. A file may have several, since it only grows; before the first,
 * lines are of version 1.
 */
export const isHead = (value: unknown): boolean => isObject(value) && Object.keys(value).length === 1 && namedSchema(value) !== null

/** True for what a later Trèfle wrote. */
export const isNewer = ({ kind, version }: Schema): boolean => version > versionOf(kind)

/** A value as this Trèfle would have written it. `schema`: what it follows, named by itself or by the head of its file. */
export function migrated(value: unknown, { kind, version }: Schema): unknown {
  const steps = (migrations[kind] ?? []).slice(version - 1)
  if (steps.length === 0 || !isObject(value)) return value
  const now = steps.reduce((before, migrate) => migrate(before), value)
  return now.schema === undefined ? now : { ...now, schema: schemaName({ kind, version: versionOf(kind) }) }
}
