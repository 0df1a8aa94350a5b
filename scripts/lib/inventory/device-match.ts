import { NO_TYPE, type MatchGrade } from '#model/local-inventory'
import { fold } from '../tables/csv-french.ts'
import { typeOfWords } from './inventory-words.ts'
import { modelKey } from './model-names.ts'
import { typeOfRange } from './product-ranges.ts'

/** What an inventory says that a device is, as written. */
export type DeviceNames = { type: string; maker: string; model: string }
/** Local names, as keys (`modelKey` for models, `fold` for types) → reference type, or `none`. */
export type LocalTypes = { models: ReadonlyMap<string, string>; types: ReadonlyMap<string, string> }
/** `settled`: a person has said that no reference type fits, so that nobody asks again. */
export type Match = { type: string; grade: MatchGrade } | { type: null; settled: boolean }

/**
 * Reference type of a device: its exact model (with its maker, then alone), else its type as written, else the range of
 * its model. `known` holds the reference types that exist.
 */
export function matchDevice(names: DeviceNames, local: LocalTypes, known: { has(type: string): boolean }): Match {
  const model = namedModel(names, local.models)
  if (model !== undefined) return graded(model, 'A', known)
  const type = local.types.get(fold(names.type)) ?? typeOfWords(names.type) ?? names.type
  if (type === NO_TYPE || known.has(type)) return graded(type, 'B', known)
  const range = typeOfRange(names.model)
  return graded(range ?? '', 'C', known)
}

function namedModel({ maker, model }: DeviceNames, models: LocalTypes['models']): string | undefined {
  // Most territories have named no model: the keys of 200,000 devices are then not made.
  return models.size === 0 ? undefined : models.get(modelKey(`${maker} ${model}`)) ?? models.get(modelKey(model))
}

function graded(type: string, grade: MatchGrade, known: { has(type: string): boolean }): Match {
  return known.has(type) ? { type, grade } : { type: null, settled: type === NO_TYPE }
}
