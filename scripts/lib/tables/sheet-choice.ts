import type { ImportReport } from '#model/source'
import { UsageError } from '../command/errors.ts'
import { SHOWN_LINES, spokenLines } from './lines-apart.ts'

type Notes = ImportReport['notes']

const MAX_SHEETS = 200

export function refuseTooManySheets(count: number): void {
  if (count > MAX_SHEETS) throw new UsageError(`Le classeur a plus de ${MAX_SHEETS} feuilles.`, 'Gardez la seule feuille de l’inventaire.')
}

/** The names of the sheets are not told: they may be those of people, and a nightly run writes what failed. */
export const noSuchSheet = (name: string, count: number): UsageError =>
  new UsageError(`Le classeur n’a pas de feuille « ${name} ».`, `Recopiez dans « sheet » de sources.yml le nom de l’une de ses ${count} feuilles, tel que le tableur l’affiche.`)

export const nothingWritten = (): UsageError =>
  new UsageError('Le classeur n’a aucune feuille visible où quelque chose soit écrit.', 'Affichez la feuille de l’inventaire, ou nommez-la dans « sheet » de sources.yml.')

/** `count`: visible sheets where something is written too, and that nobody named. */
export function otherSheetsNote(count: number): Notes {
  const left = { line: null, message: `Première feuille lue ; ${count} autre${count > 1 ? 's' : ''} à part : nommez la bonne dans « sheet » de sources.yml si ce n’est pas elle.` }
  return count > 0 ? [left] : []
}

/** Cells merged over the lines of one column, by their first and last lines: those that the note names are kept, the others counted. */
export function mergedSpans(): { add(first: number, last: number): void; note(): Notes } {
  const spans = new Set<string>()
  let [line, latest, others] = [null as number | null, '', 0]
  return {
    add(first, last) {
      line ??= first
      const span = `${first} à ${last}`
      if (span !== latest && spans.size === SHOWN_LINES && !spans.has(span)) others += 1
      if (spans.size < SHOWN_LINES) spans.add(span)
      latest = span
    },
    note: () => (line === null ? [] : [{ line, message: `Cellules fusionnées, lues sur chacune de leurs lignes (${spokenLines([...spans], spans.size + others)}).` }]),
  }
}

/** A filter left on in the spreadsheet hides devices, it does not remove them. */
export function hiddenNote(lines: readonly number[]): Notes {
  return lines.length === 0 ? [] : [{ line: lines[0] ?? null, message: `Lignes masquées dans le tableur, lues comme les autres (${spokenLines(lines)}).` }]
}
