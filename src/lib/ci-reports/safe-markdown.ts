import { cleanText } from '#lib/words/clean'

/** What forges read after the marks: calls ("@name", "#12") and bare addresses. */
const calls = /\\[@#]|\\:(?=\\\/)|www(?=\\\.)/gi

/**
 * Text of a page as words of Markdown, and nothing else: no mark, link, tag, formula or table cell (any ASCII punctuation may be escaped,
 * CommonMark 0.31, 2.4). An invisible character breaks what forges make of words all the same: calls to people, and links.
 */
export function words(text: string): string {
  return cleanText(text, 2200).replaceAll(/[!-/:-@[-`{-~]/g, '\\$&').replaceAll(calls, '$&\u200B')
}

/** An address or a selector as code, which forges leave as it is; a bar would end the cell of a table. */
export function code(text: string): string {
  const clean = cleanText(text, 2200).replaceAll('|', '\\|')
  const longest = Math.max(0, ...[...clean.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return longest === 0 ? `${fence}${clean}${fence}` : `${fence} ${clean} ${fence}`
}
