import type { ImportReport } from '#model/source'
import type { Row } from './csv-french.ts'
import type { Encoding } from './encoding.ts'

/** A file as rows of text, whatever its format. Only a delimited file has a `separator`. `notes`: what its reading has to say. */
export type FileTable = { encoding?: Encoding; separator?: string; rows: readonly Row[]; blankLines: readonly number[]; notes: ImportReport['notes'] }

/** A header is looked for so far; lines above it are titles. */
export const HEADER_WITHIN = 10
