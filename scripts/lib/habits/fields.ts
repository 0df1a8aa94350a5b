import { UsageError } from '../command/errors.ts'
import { dynamic } from './static-object.ts'

/** One field of an object read from a file, by its way ("ci.collect.url"); undefined when a step is missing. */
export function fieldOf(value: unknown, way: string): unknown {
  return way.split('.').reduce<unknown>((inner, key) => (inner === dynamic ? dynamic : typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined), value)
}

/** Throws a UsageError when a field that Trèfle needs is only known by running the file. */
export function refuseDynamic(value: unknown, field: string, name: string): void {
  if (value !== dynamic && !(Array.isArray(value) && value.includes(dynamic))) return
  throw new UsageError(`${name} : « ${field} » est calculé par un programme.`, 'Trèfle n’exécute pas les fichiers qu’il importe. Écrivez ces adresses en clair, ou donnez une liste d’adresses, une par ligne.')
}

/** Strings of a value that may be one string or a list of them. */
export function stringsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string')
}

/** A sentence about the settings that are not taken over, when there are some. */
export function notTaken(name: string, fields: readonly string[]): string[] {
  return fields.length === 0 ? [] : [`${name} : réglages non repris (${fields.slice(0, 12).join(', ')}).`]
}
