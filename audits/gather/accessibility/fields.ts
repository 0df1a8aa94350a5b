import { cleanText } from '#lib/words/clean'
import type { Artifacts } from '#model/evidence'
import { inIsolation } from '../isolated.ts'
import type { Load } from '../load.ts'
import { selectorOf } from '../selector.ts'
import { everywhere, isShown, isExposed, solid, contentOf, reading } from './reading.ts'

export async function gatherFields({ page }: Load): Promise<Artifacts['fields']> {
  const read = await inIsolation(page.mainFrame(), readFields, [], [selectorOf, ownName, labelOf, readSets, readGroups, readEntries, wordsOf, ...reading])
  return {
    sets: read.sets.map((set) => ({ ...set, selector: cleanText(set.selector), name: cleanText(set.name) })),
    groups: read.groups.map((group) => ({ ...group, selector: cleanText(group.selector), element: cleanText(group.element), name: cleanText(group.name) })),
    entries: read.entries.map((entry) => ({ ...entry, selector: cleanText(entry.selector), label: cleanText(entry.label), autocomplete: entry.autocomplete === null ? null : cleanText(entry.autocomplete) })),
    forms: read.forms.map(({ search, words }) => ({ search, words: cleanText(words, 1000) })),
  }
}

/** Page function. */
function readFields() {
  return { sets: readSets(), groups: readGroups(), ...readEntries() }
}

/** Page function: the name that ARIA or `title` gives an element; one that points to nothing gives none. */
function ownName(element: Element): string {
  const root = element.getRootNode() as Document | ShadowRoot
  const pointed = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/).map((id) => (id ? root.getElementById(id)?.textContent ?? '' : '')).join(' ')
  return solid(pointed) || solid(element.getAttribute('aria-label')) || solid(element.getAttribute('title'))
}

/** Page function: the words by which a person knows a field. */
function labelOf(field: HTMLInputElement | HTMLTextAreaElement): string {
  return solid([...(field.labels ?? [])].map(({ textContent }) => textContent).join(' ')) || ownName(field) || solid(field.getAttribute('placeholder'))
}

/** Page function: fields of one kind and one name are answers to one question. */
function readSets() {
  const fields = everywhere('input[type="radio" i][name], input[type="checkbox" i][name]').filter((field): field is HTMLInputElement => field instanceof HTMLInputElement && field.name !== '' && isShown(field) && isExposed(field))
  const forms = new Map<unknown, number>()
  const formOf = ({ form }: HTMLInputElement) => forms.get(form) ?? forms.set(form, forms.size).size - 1
  // Sets of one name may stand in several groups, each with its legend.
  const groupOf = (field: Element) => field.closest('fieldset:not([role="presentation"], [role="none"]), [role="group"], [role="radiogroup"]')
  return [...Map.groupBy(fields, (field) => `${formOf(field)} ${field.type} ${field.name}`).values()].flatMap((set) => {
    const [first] = set
    if (!first || set.length < 2) return []
    return [{
      selector: selectorOf(first), kind: first.type as 'radio' | 'checkbox', name: first.name, count: set.length,
      grouped: set.every((field) => groupOf(field) !== null),
      eachNamed: set.every((field) => ownName(field) !== ''), inTable: first.closest('td, th, [role="gridcell"], [role="row"]') !== null,
    }]
  }).slice(0, 100)
}

/** Page function. */
function readGroups() {
  const fieldSelector = 'input:not([type="hidden" i], [type="submit" i], [type="button" i], [type="reset" i], [type="image" i]), select, textarea'
  // A fieldset that its role takes away groups nothing.
  const groupSelector = 'fieldset:not([role="presentation"], [role="none"]), [role="group"], [role="radiogroup"]'
  return everywhere(groupSelector).filter((group) => isShown(group) && isExposed(group)).flatMap((group) => {
    const fields = [...group.querySelectorAll(fieldSelector)].filter((field) => isShown(field) && field.closest(groupSelector) === group)
    const legend = group.localName === 'fieldset' ? [...group.children].find(({ localName }) => localName === 'legend') : undefined
    if (fields.length === 0) return []
    const said = legend ? contentOf(legend) : { text: '', opaque: false }
    return [{
      selector: selectorOf(group), element: group.getAttribute('role') ?? group.localName, name: said.text || ownName(group) || (said.opaque ? '…' : ''),
      fields: fields.length, eachNamed: fields.every((field) => ownName(field) !== ''),
    }]
  }).slice(0, 100)
}

/** Page function: the words by which one sees whom a form asks about: titles of the page, the heading above, its own; without a form, those of the content. */
function wordsOf(form: HTMLFormElement | null): string {
  const own = form ?? document.querySelector<HTMLElement>('main, [role="main"]') ?? document.body
  const above = everywhere('h1, h2, h3, h4, h5, h6').findLast((heading) => Boolean(heading.compareDocumentPosition(own) & Node.DOCUMENT_POSITION_FOLLOWING))
  const hints = [...own.querySelectorAll('[placeholder]')].map((field) => field.getAttribute('placeholder'))
  return solid([document.title, ...everywhere('h1').map(({ textContent }) => textContent), above?.textContent, own.innerText, ...hints].join(' ')).slice(0, 1000)
}

/** Page function: fields in which a person writes, each with the words around it. */
function readEntries() {
  const written = 'input:not([type]), input:is([type="text" i], [type="email" i], [type="tel" i], [type="date" i]), textarea'
  const forms: { form: Element | null; search: boolean; words: string }[] = []
  const indexOf = (form: HTMLFormElement | null) => {
    const known = forms.findIndex((one) => one.form === form)
    if (known >= 0 || forms.length >= 50) return known >= 0 ? known : 50
    const around = form?.closest('[role="search"], search')
    return forms.push({ form, search: Boolean(around) || form?.method === 'get' || form?.querySelector('[type="search" i]') != null, words: wordsOf(form) }) - 1
  }
  const entries = everywhere(written).flatMap((field) => {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) || field.disabled || field.readOnly || !isShown(field) || !isExposed(field)) return []
    return [{ selector: selectorOf(field), label: labelOf(field), autocomplete: field.getAttribute('autocomplete'), form: indexOf(field.form) }]
  })
  const kept = forms.map(({ search, words }) => ({ search, words }))
  return { entries: entries.slice(0, 200), forms: forms.length >= 50 ? [...kept, { search: true, words: '' }] : kept }
}
