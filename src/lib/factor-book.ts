import type { FactorBook } from '#model/factor'

/** Value of a sourced factor, in the unit of its entry. Throws when the entry does not exist: a bug, never a zero. */
export function factorValue(book: FactorBook, id: string): number {
  const factor = book.factors.get(id)
  if (factor === undefined) throw new Error(`No factor "${id}" in datasets/factors`)
  return factor.value
}

/** Values of a sourced table. Throws when the entry does not exist. */
export function factorTable(book: FactorBook, id: string): readonly number[] {
  const table = book.tables?.get(id)
  if (table === undefined) throw new Error(`No table "${id}" in datasets/factors`)
  return table.values
}
