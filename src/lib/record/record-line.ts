import type { FailureCode } from '#model/failure'
import type { Outcome } from '#model/outcome'
import { CompactResult, type AuditId, type ColumnsLine, type HeaviestLine, type Loads, type LoadsLine, type PageRecord, type StoredPage, type StoredResult } from '#model/result'
import { contentId } from './content-id.ts'

const letters: Record<Outcome, string> = { pass: 'p', fail: 'f', informative: 'i', 'not-applicable': 'n', 'to-verify': 'v', unknown: 'u' }
const outcomes = new Map(Object.entries(letters).map(([outcome, letter]) => [letter, outcome]))

/**
 * A verdict cut after its last word: most verdicts of a healthy page are one letter, and so are those of a page that could
 * not be measured, since their failure is the page's.
 */
function shorten([outcome, value, set, details, failure]: CompactResult, ofPage: FailureCode | undefined): StoredResult {
  const words = [value, set, Object.keys(details).length > 0 ? details : null, failure === undefined || failure === ofPage ? null : failure]
  const last = words.findLastIndex((word) => word !== null)
  return last < 0 ? letters[outcome] : [letters[outcome], ...words.slice(0, last + 1)]
}

function lengthen(stored: StoredResult, ofPage: FailureCode | undefined): CompactResult {
  const [letter = '', value = null, set = null, details = null, own] = typeof stored === 'string' ? [stored] : stored
  const outcome = outcomes.get(letter)
  const failure = own ?? (outcome === 'unknown' ? ofPage : undefined)
  return CompactResult.parse([outcome, value, set, details ?? {}, ...(failure === undefined ? [] : [failure])])
}

/** The spread of several loads, at the places of the columns: beside the page's line, which stays short. */
function loadsLine({ count, spread }: Loads, audits: readonly AuditId[]): LoadsLine {
  const content = { count, spread: audits.map((audit) => spread[audit] ?? null) }
  return { id: contentId('l', content), ...content }
}

function loadsOfLine({ count, spread }: LoadsLine, audits: readonly AuditId[]): Loads {
  return { count, spread: Object.fromEntries(audits.flatMap((audit, index) => (spread[index] ? [[audit, spread[index]] as const] : []))) }
}

export type EncodedPage = { columns: ColumnsLine; loads: LoadsLine | null; heaviest: HeaviestLine | null; line: StoredPage }

/** The page's line and the lines it relies on. The same audits give the same columns, so they are written once a file. */
export function encodePage(page: PageRecord): EncodedPage {
  const { results, loads: several, heaviest: files, ...visit } = page
  const audits = Object.keys(results).sort()
  const columns = { id: contentId('c', audits), audits }
  const loads = several ? loadsLine(several, audits) : null
  const heaviest = files ? { id: contentId('w', files), ...files } : null
  return { columns, loads, heaviest, line: { ...visit, ...(loads && { loads: loads.id }), ...(heaviest && { heaviest: heaviest.id }), columns: columns.id, results: audits.flatMap((audit) => (results[audit] ? [shorten(results[audit], page.failure?.code)] : [])) } }
}

/** Inverse of `encodePage`. Throws when the lines do not agree. */
export function decodePage({ columns: id, loads: loadsId, heaviest: heaviestId, results, ...visit }: StoredPage, columns: ColumnsLine, loads: LoadsLine | null = null, heaviest: HeaviestLine | null = null): PageRecord {
  if (columns.id !== id || columns.audits.length !== results.length) throw new Error(`The columns ${id} do not fit the line of ${visit.page}`)
  if ((loads?.id ?? undefined) !== loadsId) throw new Error(`The loads ${loadsId} do not fit the line of ${visit.page}`)
  if ((heaviest?.id ?? undefined) !== heaviestId) throw new Error(`The files ${heaviestId} do not fit the line of ${visit.page}`)
  const verdicts = Object.fromEntries(columns.audits.map((audit, index) => [audit, lengthen(results[index] ?? '', visit.failure?.code)]))
  return { ...visit, results: verdicts, ...(loads && { loads: loadsOfLine(loads, columns.audits) }), ...(heaviest && { heaviest: { all: heaviest.all, files: heaviest.files } }) }
}
