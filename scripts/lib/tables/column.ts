import { fold, frenchDay, frenchNumber, frenchYesNo, fullYear, isScientific } from './csv-french.ts'
import type { Period } from '#model/quantity'

/**
 * One column that a connector reads: the headers it answers to, how its cells are understood, and how they should be written.
 * `read` gives null for a cell that it does not understand. A `needed` cell that is blank refuses its line.
 */
export type Column<T, Needed extends boolean = boolean> = { names: readonly string[]; read(text: string): T | null; write: string; needed: Needed }
export type Columns = Readonly<Record<string, Column<unknown>>>
/** A line as it was understood; what is blank is null. */
export type RecordOf<C extends Columns> = { [K in keyof C]: C[K] extends Column<infer T, infer Needed> ? (Needed extends true ? T : T | null) : never }

type Kind<T> = { (names: readonly string[]): Column<T, false>; needed(names: readonly string[]): Column<T, true> }

function kind<T>(write: string, read: (text: string) => T | null): Kind<T> {
  const optional = (names: readonly string[]): Column<T, false> => ({ names, read, write, needed: false })
  return Object.assign(optional, { needed: (names: readonly string[]): Column<T, true> => ({ names, read, write, needed: true }) })
}

export const text = kind('Écrivez un texte.', (cell) => cell)
export const amount = kind('Écrivez un nombre : 1234,5.', (cell) => (isScientific(cell) ? null : frenchNumber(cell)))
export const count = kind('Écrivez un nombre entier, sans signe moins.', (cell) => {
  const value = isScientific(cell) ? null : frenchNumber(cell)
  return value !== null && Number.isInteger(value) && value >= 0 ? value : null
})
export const yesNo = kind('Écrivez oui ou non.', frenchYesNo)
export const day = kind('Écrivez le jour ainsi : 31/12/2026 ou 2026-12-31.', frenchDay)
export const period = kind('Écrivez 2026, 11/2026, novembre 2026 ou 22/11/2026.', frenchPeriod)
export const month = kind('Écrivez le mois ainsi : 2026-03, 03/2026 ou mars 2026.', (cell) => {
  const written = frenchPeriod(cell)
  return written === null || written.length < 7 ? null : written.slice(0, 7)
})
/** Values that one cell holds together, parted by "|" or ";". */
export const list = kind('Séparez les valeurs par une barre verticale « | ».', (cell) => cell.split(/[|;]/).map((each) => each.trim()).filter((each) => each !== ''))

/** One of a few values, each by the words that say it: words are compared without accents, case or punctuation. */
export function oneOf<T extends string>(names: readonly string[], words: Readonly<Record<T, readonly string[]>>): Column<T, false> {
  const known = new Map((Object.keys(words) as T[]).flatMap((value) => [value, ...words[value]].map((word) => [fold(word), value] as const)))
  const shown = (Object.values(words) as (readonly string[])[]).map(([first]) => first).join(', ')
  return { names, read: (cell) => known.get(fold(cell)) ?? null, write: `Choisissez parmi : ${shown}.`, needed: false }
}

const months = ['janvier', 'fevrier', 'mars', 'avril', 'mai', 'juin', 'juillet', 'aout', 'septembre', 'octobre', 'novembre', 'decembre']

/** A year, a month or a day as French people write them; null when it is none. */
export function frenchPeriod(cell: string): Period | null {
  const written = fold(cell)
  if (/^(19|20)\d{2}$/.test(written)) return written
  const number = /^(\d{1,2}) ((?:19|20)\d{2})$/.exec(written) ?? /^()((?:19|20)\d{2}) (\d{1,2})$/.exec(written)
  if (number) return monthOf(number[2] ?? '', Number(number[1] || number[3]))
  const named = /^(?:(\d{1,2})(?: ?er)? )?([a-z]{3,}) ((?:19|20)?\d{2})$/.exec(written)
  if (named === null) return frenchDay(cell)
  const [month, year] = [monthNamed(named[2] ?? ''), fullYear(named[3] ?? '')]
  return named[1] === undefined ? monthOf(String(year), month) : frenchDay(`${named[1]}/${month}/${year}`)
}

/** From 1, also of its beginning (« févr. ») where no other month has it; 0 for no month. */
function monthNamed(word: string): number {
  const [found, another] = months.flatMap((month, i) => (month.startsWith(word) ? [i + 1] : []))
  return another === undefined ? found ?? 0 : 0
}

function monthOf(year: string, month: number): Period | null {
  return month >= 1 && month <= 12 ? `${year}-${String(month).padStart(2, '0')}` : null
}
