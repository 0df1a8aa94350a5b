/**
 * Words that are not in the language of their page travel between two characters for private use, so that a text may be put in a
 * sentence, a cell or an attribute without losing what it is. The end of the page turns them into `lang` (WCAG 2.1, 3.1.2).
 */
const [opening, closing] = ['\uE000', '\uE001']
const marks = /[\uE000\uE001]/g

export const withoutMarks = (text: string): string => text.replaceAll(marks, '')
export const foreign = (text: string): string => (text === '' ? '' : `${opening}${withoutMarks(text)}${closing}`)
export const isForeign = (text: string): boolean => text.startsWith(opening)
/** A text made from a template is foreign when its template is, whatever was put in it. */
export const foreignLike = (template: string, made: string): string => (isForeign(template) ? foreign(made) : made)

const attributes = String.raw`(?:\s(?:[^"'>]|"[^"]*"|'[^']*')*)?`
const anyTag = new RegExp(`<[a-z][a-z0-9-]*${attributes}>`, 'gi')
/** Elements whose text cannot hold another element. */
const plainElements = new RegExp(`<(title|option|textarea|text)(${attributes})>[^<]*</\\1>`, 'g')
/** An element that holds nothing but one foreign text says so itself. */
const wholeElement = new RegExp(`<([a-z][a-z0-9]*)(${attributes})>\uE000([^<\uE000\uE001]*)\uE001</\\1>`, 'g')
const part = /\uE000([^<\uE000\uE001]*)\uE001/g

/** The page with its foreign words under `lang`: on their element when they fill it, else in a span. Attributes lose the marks. */
export function spoken(html: string, language: string): string {
  return html
    .replaceAll(anyTag, withoutMarks)
    .replaceAll(wholeElement, (whole, name: string, rest: string, text: string) => (/\slang=/.test(rest) ? whole : `<${name} lang="${language}"${rest}>${text}</${name}>`))
    .replaceAll(plainElements, withoutMarks)
    .replaceAll(part, `<span lang="${language}">$1</span>`)
    .replaceAll(marks, '')
}
