import type { LocalInventory } from '#lib/define'
import { NO_TYPE, OUTSIDE } from '#model/local-inventory'
import { UsageError } from '../command/errors.ts'
import { fold } from '../tables/csv-french.ts'
import type { LocalWords } from './inventory-line.ts'
import { modelKey } from './model-names.ts'

type Declared = { types: Readonly<Record<string, string>>; states: Readonly<Record<string, LocalWords['states'] extends ReadonlyMap<string, infer S> ? S : never>>; organisations: Readonly<Record<string, string>> }

/** Words of a source (sources.yml) over those of its territory (inventory.yml, matches.yml), folded to be compared. */
export function localWords(own: Declared, local: LocalInventory | undefined): LocalWords {
  return {
    models: keyed(modelKey, local?.matches.models),
    types: keyed(fold, local?.matches.types, own.types),
    states: keyed(fold, local?.inventory.states, own.states),
    organisations: keyed(fold, local?.inventory.organisations, own.organisations),
  }
}

function keyed<T>(key: (text: string) => string, ...lists: (Readonly<Record<string, T>> | undefined)[]): Map<string, T> {
  return new Map(lists.flatMap((list) => Object.entries(list ?? {}).map(([word, value]) => [key(word), value] as const)))
}

/** Throws a UsageError when a source maps a word to an organisation or a type that does not exist. */
export function requireKnownIds(own: Pick<Declared, 'types' | 'organisations'>, organisations: readonly string[], types: readonly string[]): void {
  const check = (key: string, given: Readonly<Record<string, string>>, known: readonly string[]): void => {
    const stranger = Object.values(given).find((id) => !known.includes(id))
    if (stranger !== undefined) throw new UsageError(`sources.yml, ${key} : « ${stranger} » n’existe pas.`, `Choisissez parmi : ${[...known].sort().join(', ')}.`)
  }
  check('organisations', own.organisations, [...organisations, OUTSIDE])
  check('types', own.types, [...types, NO_TYPE])
}
