import type { ImportReport } from '#model/source'
import type { Row } from './csv-french.ts'
import type { Encoding } from './encoding.ts'

/** A file as rows of text, whatever its format. Only a delimited file has a `separator`. `notes`: what its reading has to say. */
export type FileTable = { encoding?: Encoding; separator?: string; rows: readonly Row[]; blankLines: readonly number[]; notes: ImportReport['notes'] }

/** A file that is seen row by row, in its order; a blank row has no cells. `notes` is complete once it was walked. */
export type WalkedFile = Pick<FileTable, 'encoding' | 'separator' | 'notes'> & { walk(see: (row: Row) => void): void }

/** Rows that are all there, to be walked in the order of the file. */
export function walked({ rows, blankLines, ...table }: FileTable): WalkedFile {
  const blank = blankLines.map((line): Row => ({ line, cells: [] }))
  return { ...table, walk: (see) => { for (const row of [...rows, ...blank].sort((a, b) => a.line - b.line)) see(row) } }
}

/** A header is looked for so far; lines above it are titles. */
export const HEADER_WITHIN = 10
