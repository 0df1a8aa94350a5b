import type { Factor, FactorBook } from '#model/factor'

/** A sourced factor. Throws when the entry does not exist: a bug, never a zero. */
export function factorOf<F extends Pick<Factor, 'id'>>(book: { factors: ReadonlyMap<string, F> }, id: string): F {
  const factor = book.factors.get(id)
  if (factor === undefined) throw new Error(`No factor "${id}" in datasets/factors`)
  return factor
}

/** Value of a sourced factor, in the unit of its entry. */
export function factorValue(book: FactorBook, id: string): number {
  return factorOf(book, id).value
}

/** Values of a sourced table. Throws when the entry does not exist. */
export function factorTable(book: FactorBook, id: string): readonly number[] {
  const table = book.tables?.get(id)
  if (table === undefined) throw new Error(`No table "${id}" in datasets/factors`)
  return table.values
}
