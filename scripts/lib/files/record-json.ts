import { isNewer, migrated, namedSchema, schemaName, type Schema } from '#lib/record/migrate'
import { UsageError } from '../command/errors.ts'
import { jsonOf } from './json-text.ts'

/** Throws a UsageError for a schema that a later Trèfle wrote: what it says may mean something else by now. */
export function refuseNewer(schema: Schema, where: string): void {
  if (isNewer(schema)) throw new UsageError(`${where} a été écrit par un Trèfle plus récent (${schemaName(schema)}) : celui-ci ne le lit pas.`, 'Mettez Trèfle à jour sur cette machine, puis relancez la même commande.')
}

/** The value of a JSON file of the record as this Trèfle would have written it; undefined when the text is no JSON. Throws a UsageError for a later schema. */
export function recordJson(text: string, file: string): unknown {
  const value = jsonOf(text)
  const schema = namedSchema(value)
  if (schema === null) return value
  refuseNewer(schema, file)
  return migrated(value, schema)
}
