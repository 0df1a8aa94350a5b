import { escapeHtml } from '#lib/report/report-html'
import { withoutMarks } from '#lib/words/foreign'

/** Without the characters that XML 1.0 does not allow (section 2.2) and the marks of words in another language, and with no markup. */
export const escapedXml = (text: string): string => escapeHtml(withoutMarks(text).replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ''))
