import { escapeHtml } from '#lib/report/report-html'

/** Characters that XML 1.0 does not allow (section 2.2), and those that would be read as markup. */
export const escapedXml = (text: string): string => escapeHtml(text.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ''))
