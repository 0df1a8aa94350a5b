/** A position among neighbours: two items of one list share their defect. */
const position = /:(?:nth-(?:last-)?(?:child|of-type)\([^)]*\)|(?:first|last|only)-(?:child|of-type))/g
/** An attribute whose value is the content of one page (an address, a text): its name says what the template wrote. */
const contentAttribute = /\[(src|srcset|href|value|alt|title|action|content|data-[\w-]+|aria-label)[~|^$*]?=(?:"[^"]*"|'[^']*'|[^\]]*)\]/g
/** What follows "#" or "." is a name given by a person or a tool; a tag (h2) is not. */
const name = /([#.])((?:\\[0-9a-fA-F]{1,6} ?|\\.|[\w-]|[^\x00-\x7F])+)/g
const attributeValue = /=("[^"]*"|'[^']*'|[^\]"']+)\]/g
/** Letters and figures mixed over five signs: the print of a build ("css-1x2y3z", "Menu_root__a8Qf2"). */
const print = /^(?=.*\d)(?=.*[a-z])[a-z\d]{5,}$/i

/** One part of a name: a print is dropped, a figure becomes 0. */
const foldPart = (part: string): string => (print.test(part) && !/^[a-z]+\d{1,4}$/i.test(part) ? '0' : part.replaceAll(/\d+/g, '0'))
const foldName = (text: string): string => text.replaceAll(/\\[0-9a-fA-F]{1,6} ?/g, '0').split(/([-_:]+)/).map(foldPart).join('').replaceAll(/0{2,}/g, '0')

/**
 * The place that a CSS path names, without what changes from one page to the next, so that the same defect of a template is recognised
 * on all its pages. In order: positions are dropped; the value of an attribute that holds content is dropped; in ids, classes
 * and other values, figures become 0 and the prints of a build (letters and figures mixed) become 0. Tags, hand-given
 * names and the order of the steps stay. The empty string is the whole page.
 */
export function normalisedPath(selector: string | undefined): string {
  return (selector ?? '')
    .replaceAll(position, '')
    .replaceAll(contentAttribute, '[$1]')
    .replaceAll(attributeValue, (_, value: string) => `=${foldName(value)}]`)
    .replaceAll(/(\[[^\]]*\])|([^[]+)/g, (_, attribute: string | undefined, outside = '') => attribute ?? outside.replaceAll(name, (_all: string, sign: string, given: string) => sign + foldName(given)))
    .replaceAll(/\s+/g, ' ')
    .trim()
}
