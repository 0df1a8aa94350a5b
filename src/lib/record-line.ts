import type { Outcome } from '#model/outcome'
import { CompactResult, type ColumnsLine, type PageRecord, type StoredPage, type StoredResult } from '#model/result'
import { contentId } from './content-id.ts'

const letters: Record<Outcome, string> = { pass: 'p', fail: 'f', informative: 'i', 'not-applicable': 'n', 'to-verify': 'v', unknown: 'u' }
const outcomes = new Map(Object.entries(letters).map(([outcome, letter]) => [letter, outcome]))

/** A verdict cut after its last word: most verdicts of a healthy page are one letter. */
function shorten([outcome, value, set, details, failure]: CompactResult): StoredResult {
  const words = [value, set, Object.keys(details).length > 0 ? details : null, failure ?? null]
  const last = words.findLastIndex((word) => word !== null)
  return last < 0 ? letters[outcome] : [letters[outcome], ...words.slice(0, last + 1)]
}

function lengthen(stored: StoredResult): CompactResult {
  const [letter = '', value = null, set = null, details = null, failure] = typeof stored === 'string' ? [stored] : stored
  return CompactResult.parse([outcomes.get(letter), value, set, details ?? {}, ...(failure === undefined ? [] : [failure])])
}

/** The page's line and the columns line it relies on. The same audits give the same columns, so they are written once a file. */
export function encodePage(page: PageRecord): { columns: ColumnsLine; line: StoredPage } {
  const { results, ...visit } = page
  const audits = Object.keys(results).sort()
  const columns = { id: contentId('c', audits), audits }
  return { columns, line: { ...visit, columns: columns.id, results: audits.flatMap((audit) => (results[audit] ? [shorten(results[audit])] : [])) } }
}

/** Inverse of `encodePage`. Throws when line and columns do not agree. */
export function decodePage({ columns: id, results, ...visit }: StoredPage, columns: ColumnsLine): PageRecord {
  if (columns.id !== id || columns.audits.length !== results.length) throw new Error(`The columns ${id} do not fit the line of ${visit.page}`)
  return { ...visit, results: Object.fromEntries(columns.audits.map((audit, index) => [audit, lengthen(results[index] ?? '')])) }
}
