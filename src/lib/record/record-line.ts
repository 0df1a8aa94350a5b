import type { FailureCode } from '#model/failure'
import type { Outcome } from '#model/outcome'
import { CompactResult, type ColumnsLine, type PageRecord, type StoredPage, type StoredResult } from '#model/result'
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

/** The page's line and the columns line it relies on. The same audits give the same columns, so they are written once a file. */
export function encodePage(page: PageRecord): { columns: ColumnsLine; line: StoredPage } {
  const { results, ...visit } = page
  const audits = Object.keys(results).sort()
  const columns = { id: contentId('c', audits), audits }
  return { columns, line: { ...visit, columns: columns.id, results: audits.flatMap((audit) => (results[audit] ? [shorten(results[audit], page.failure?.code)] : [])) } }
}

/** Inverse of `encodePage`. Throws when line and columns do not agree. */
export function decodePage({ columns: id, results, ...visit }: StoredPage, columns: ColumnsLine): PageRecord {
  if (columns.id !== id || columns.audits.length !== results.length) throw new Error(`The columns ${id} do not fit the line of ${visit.page}`)
  return { ...visit, results: Object.fromEntries(columns.audits.map((audit, index) => [audit, lengthen(results[index] ?? '', visit.failure?.code)])) }
}
