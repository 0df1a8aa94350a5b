import { stringify } from 'csv-stringify/sync'
import { XMLBuilder, XMLParser } from 'fast-xml-parser'
import { frenchPeriod } from '../tables/column.ts'
import { findColumns, fold, frenchDay, frenchNumber, frenchYesNo, readTable, type Row } from '../tables/csv-french.ts'
import { decode } from '../tables/encoding.ts'
import { inventoryColumns, isOutletWord, isStateWord, isTypeWord, type InventoryField } from '../inventory/inventory-words.ts'
import { createPseudonyms, type Pseudonyms } from './pseudonyms.ts'
import { HEADER_WITHIN } from '../tables/file-table.ts'
import { isWorkbook, readWorkbookTable } from '../tables/workbook.ts'

/** What is kept as it is written, since it says what a device is, its state and its age. Everything else becomes a pseudonym. */
const kept = /^((computer|monitor|printer|phone|networkequipment|peripheral)?(types?|models?)(_id)?|smodel|s?manufacturers?(_id)?|caption|chassis_type|vmsystem|states_id|state|status|osname|itemtype|action|query|token_type|versionclient|size|(buy|use|decommission)_date|date_\w+|b?date|lastcome|lastdate|logdate|resulttype|__name__)$/i
/** Where people are named: their words are hidden from what is kept as well. */
const people = /contact|user|owner|login|firstname|realname|mail|phone|tech$/i
const flags = /^(0|1|&nbsp;|true|false|n\/?a)$/i

/** A reading of a meter in a reply of Prometheus: an instant and a number, which say nothing of anybody and without which the reply is of no use. */
const isSample = (value: unknown): boolean => Array.isArray(value) && value.length === 2 && typeof value[0] === 'number' && typeof value[1] === 'string' && /^([+-]?Inf|NaN|[+-]?[\d.]+(e[+-]?\d+)?)$/i.test(value[1])

export type Recorded = { extension: 'json' | 'xml' | 'csv'; text: string }

/** A reply or a file whose shape is kept and whose names, serials, addresses and contacts are pseudonyms; null for a format that is not known. */
export function anonymise(bytes: Uint8Array, pseudonyms: Pseudonyms = createPseudonyms()): Recorded | null {
  const { text } = isWorkbook(bytes) ? { text: '' } : decode(bytes)
  const start = text.replace(/^\uFEFF/, '').trimStart()
  if (/^[[{]|^null\s*$/.test(start)) return { extension: 'json', text: `${JSON.stringify(anonymised(JSON.parse(start), pseudonyms), null, 1)}\n` }
  if (start.startsWith('<')) return xml(start, pseudonyms)
  return table(bytes, pseudonyms)
}

function anonymised(value: unknown, pseudonyms: Pseudonyms): unknown {
  learnPeople(value, '', pseudonyms)
  return hidden(value, '', pseudonyms)
}

function learnPeople(value: unknown, key: string, pseudonyms: Pseudonyms): void {
  if (typeof value === 'string') { if (people.test(key)) pseudonyms.person(value) }
  else if (Array.isArray(value)) for (const item of value) learnPeople(item, key, pseudonyms)
  else if (typeof value === 'object' && value !== null) for (const [name, inner] of Object.entries(value)) learnPeople(inner, keyOf(name, key), pseudonyms)
}

function hidden(value: unknown, key: string, pseudonyms: Pseudonyms): unknown {
  if (typeof value === 'string') return hiddenText(value, kept.test(key), pseudonyms)
  if (typeof value === 'number') return pseudonyms.number(value)
  if (/^values?$/.test(key) && isSample(value)) return value
  if (Array.isArray(value)) return value.map((item) => hidden(item, key, pseudonyms))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [/^[\w?#-]{1,40}$/.test(name) ? name : pseudonyms.text(name), hidden(inner, keyOf(name, key), pseudonyms)]))
}

/** `{"model": {"id": 5, "name": "Latitude"}}`: such a name is the one of what holds it. */
function keyOf(name: string, holder: string): string {
  return /^(complete)?name$/i.test(name) && kept.test(holder) ? holder : name
}

function hiddenText(text: string, isKept: boolean, pseudonyms: Pseudonyms): string {
  if (text.trim() === '' || flags.test(text)) return text
  return isKept ? pseudonyms.hidePeopleIn(text) : pseudonyms.text(text)
}

function xml(text: string, pseudonyms: Pseudonyms): Recorded | null {
  if (/<!(doctype|entity)/i.test(text)) return null
  const parsed: unknown = new XMLParser({ parseTagValue: false, ignoreDeclaration: true, maxNestedTags: 40 }).parse(text)
  return { extension: 'xml', text: new XMLBuilder({ format: true }).build(anonymised(parsed, pseudonyms)) }
}

/** Of the columns that say what a device is, the cells that are left as written: a word or a figure that Trèfle understands, or the name of a model. */
const keptCells = {
  type: isTypeWord, maker: () => true, model: () => true,
  quantity: (cell) => frenchNumber(cell) !== null, purchase: (cell) => frenchPeriod(cell) !== null, retirement: (cell) => frenchDay(cell) !== null,
  state: isStateWord, refurbished: (cell) => frenchYesNo(cell) !== null, outlet: isOutletWord,
} as const satisfies Partial<Record<InventoryField, (cell: string) => boolean>>

/** Headers of the columns where people are named; « Nom » is that of a machine, unless « Prénom » stands beside it. */
const peopleHeader = /\b((prenom|utilisat|user|owner|login|contact|usager|agent|attribue|beneficiaire|detent|responsable|proprietaire|demandeu|titulaire|correspondant|technicien)\w*|(first|last|real|full|display|sur)name|affecte(e?s?)|e?mails?|courriels?|mel|(tele)?phones?|tel)\b/

/** A table of devices: its header and the columns that say what a device is. Workbooks become CSV. */
function table(bytes: Uint8Array, pseudonyms: Pseudonyms): Recorded | null {
  const rows: readonly Row[] = isWorkbook(bytes) ? readWorkbookTable(bytes).rows : readTable(bytes).rows
  const at = rows.slice(0, HEADER_WITHIN).findIndex(({ cells }) => findColumns(cells, inventoryColumns).columns.type !== undefined)
  const header = rows[at]?.cells
  if (header === undefined) return null
  const { columns } = findColumns(header, inventoryColumns)
  const keeps = new Map(Object.entries(keptCells).map(([field, isKept]) => [columns[field as keyof typeof keptCells], isKept]))
  const below = rows.slice(at + 1)
  const names = header.map((cell) => fold(cell))
  const people = names.map((name) => peopleHeader.test(name) || (name === 'nom' && names.includes('prenom')))
  for (const { cells } of below) for (const [i, cell] of cells.entries()) if (people[i]) pseudonyms.person(cell)
  const lines = below.map(({ cells }) => cells.map((cell, i) => hiddenText(cell, keeps.get(i)?.(cell) ?? false, pseudonyms)))
  return { extension: 'csv', text: stringify([header.map((cell) => pseudonyms.hidePeopleIn(cell)), ...lines], { delimiter: ';', escape_formulas: true }) }
}
