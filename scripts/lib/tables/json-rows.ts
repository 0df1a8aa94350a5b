import { z } from 'zod'
import { UsageError } from '../command/errors.ts'
import type { FileTable } from './file-table.ts'

const Entries = z.array(z.record(z.string(), z.unknown()))
/** A bare array, or what open-data portals wrap it in: Opendatasoft's `results`, data.gouv.fr's `data`. */
const Answer = z.union([Entries, z.object({ results: Entries }).transform(({ results }) => results), z.object({ data: Entries }).transform(({ data }) => data)])

/** A JSON list of objects as the rows of a table, keys first; "line" n is the entry n-1. Null when the bytes are not JSON. */
export function rowsOfJson(bytes: Uint8Array): FileTable | null {
  const start = new TextDecoder().decode(bytes.subarray(0, 200)).trimStart()
  if (!start.startsWith('[') && !start.startsWith('{')) return null
  const entries = Answer.safeParse(parsed(bytes))
  if (!entries.success) throw new UsageError('Ce fichier JSON n’est pas une liste de fiches.', 'Une liste d’objets est attendue, ou la réponse d’un portail de données ouvertes.')
  const header = [...new Set(entries.data.flatMap((entry) => Object.keys(entry)))]
  const rows = [header, ...entries.data.map((entry) => header.map((key) => cellOf(entry[key])))]
  return { encoding: 'utf-8', rows: rows.map((cells, i) => ({ line: i + 1, cells })), blankLines: [], notes: [] }
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    throw new UsageError('Ce fichier commence comme du JSON, mais n’en est pas.', 'Téléchargez-le de nouveau : il est peut-être coupé.')
  }
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(cellOf).join('|')
  return typeof value === 'object' ? JSON.stringify(value) : String(value).trim()
}
