import type { FactorBook } from '#model/factor'
import type { Territory } from '#model/territory'
import { frenchPeriod } from '../tables/column.ts'
import { fold, frenchDay, frenchNumber, frenchYesNo, isScientific, shiftedRow, isSpreadsheetError, type Row } from '../tables/csv-french.ts'
import { OUTSIDE, type DeviceState, type MatchGrade } from '#model/local-inventory'
import { matchDevice, type DeviceNames, type LocalTypes } from './device-match.ts'
import { isPlural, outletOfWords, serialKey, stateOfWords, type InventoryField, type Outlet } from './inventory-words.ts'

/** What is kept of a line: nothing that names a person, a machine or an address. `serial` serves duplicates, then is dropped. */
export type Device = {
  line: number
  serial: string | null
  quantity: number
  /** Id of datasets/factors, or "unknown". */
  type: string
  /** Null without a type. */
  grade: MatchGrade | null
  modelKnown: boolean
  organisation: string
  state: DeviceState
  purchasedOn: string | null
  purchaseYear: number | null
  retiredOn: string | null
  refurbished: boolean | null
  outlet: Outlet | null
}

/** Something understood with a guess; each becomes one sentence of the report, with its lines. */
export type Doubt =
  | 'type-unknown' | 'state-unknown' | 'organisation-unknown' | 'purchase-unreadable' | 'purchase-impossible'
  | 'purchase-disagrees' | 'retirement-unreadable' | 'retirement-planned' | 'retirement-before-purchase' | 'state-against-date' | 'serial-altered' | 'cell-in-error'

export type Rejection = { reason: string; mend: string }
/** What a line wrote and Trèfle did not understand, for the person at the terminal: it may hold anything and is never written. */
export type Puzzle = { kind: 'state' | 'organisation'; word: string } | ({ kind: 'type' } & DeviceNames & { guess: string | null })
/** `apart`: a device of somebody else, or one text alone, such as the name of a section or the foot of a page. */
export type ReadLine = { device: Device; doubts: Doubt[]; puzzles: Puzzle[] } | { rejection: Rejection } | { apart: 'outside' | 'lone-text' }

/** The words of a territory, folded, over the ones that Trèfle knows. */
export type LocalWords = LocalTypes & {
  states: ReadonlyMap<string, DeviceState>
  organisations: ReadonlyMap<string, string>
}

export type LineContext = {
  columns: Partial<Record<InventoryField, number>>
  /** That of a delimited file; without it, a cell right of the headers is a remark. */
  header?: Pick<Row, 'cells' | 'written'>
  /** A table that people laid out: it may have lines that are no device. */
  byHand?: boolean
  words: LocalWords
  organisation: string
  territory: Territory
  factors: FactorBook
  /** Day of the inventory. */
  asOf: string
  /** Purchase date by serial key, from the finance files; null when they have none. */
  financeDate(serial: string): string | null
}

/** Computers older than this in a town's inventory are a typing mistake (the IBM PC is of 1981). */
const FIRST_PLAUSIBLE_YEAR = 1981

/** One line of an inventory. Pure: same cells, same device. */
export function readInventoryLine(row: Row, context: LineContext): ReadLine {
  const doubts = new Set<Doubt>()
  const puzzles: Puzzle[] = []
  const cell = (field: InventoryField): string => {
    const text = row.cells[context.columns[field] ?? -1] ?? ''
    // A quantity in error stays unreadable: blank would say "one device".
    if (field === 'quantity' || !isSpreadsheetError(text)) return text
    doubts.add('cell-in-error')
    return ''
  }
  const rejection = rejectionOf(row, cell, context)
  if (rejection) return { rejection }
  if (context.byHand && isLoneText(row.cells, cell, context)) return { apart: 'lone-text' }
  const organisation = readOrganisation([cell('organisation'), cell('siret')], context, doubts, puzzles)
  if (organisation === OUTSIDE) return { apart: 'outside' }
  const serial = isScientific(cell('serial')) ? null : serialKey(cell('serial'))
  const { type, grade } = readType({ type: cell('type'), maker: cell('maker'), model: cell('model') }, context, doubts, puzzles)
  const purchase = readPurchase(cell('purchase'), serial === null ? null : context.financeDate(serial), context.asOf, doubts)
  const retiredOn = readRetirement(cell('retirement'), purchase.day, context.asOf, doubts)
  if (isScientific(cell('serial'))) doubts.add('serial-altered')
  const device: Device = {
    line: row.line, type, grade, organisation, retiredOn, serial,
    quantity: cell('quantity') === '' ? 1 : frenchNumber(cell('quantity')) ?? 1,
    modelKnown: fold(cell('model')) !== '',
    state: readState(cell('state'), retiredOn, context, doubts, puzzles),
    purchasedOn: purchase.day, purchaseYear: purchase.year,
    refurbished: frenchYesNo(cell('refurbished')),
    outlet: outletOfWords(cell('outlet')),
  }
  return { device, doubts: [...doubts], puzzles }
}

function rejectionOf(row: Row, cell: (field: InventoryField) => string, { header }: LineContext): Rejection | null {
  const shifted = header && shiftedRow(row, header)
  if (shifted) return shifted
  if (isScientific(cell('siret'))) {
    return { reason: 'SIRET en notation scientifique : le tableur en a perdu les derniers chiffres', mend: 'Mettez la colonne SIRET au format Texte, ressaisissez le numéro, puis réexportez.' }
  }
  const quantity = cell('quantity') === '' ? 1 : frenchNumber(cell('quantity'))
  if (quantity === null || !Number.isInteger(quantity) || quantity < 1) {
    return { reason: 'quantité illisible, nulle ou négative', mend: 'Écrivez un nombre entier d’au moins 1, ou laissez la cellule vide pour un appareil.' }
  }
  if ((['type', 'model', 'serial'] as const).every((field) => cell(field) === '')) {
    return { reason: 'ni type, ni modèle, ni numéro de série', mend: 'Complétez au moins le type, ou retirez la ligne.' }
  }
  return null
}

/** Columns from which a line with one cell alone is no device whose type is still to be learnt. */
const TABLE_COLUMNS = 3

function isLoneText(cells: readonly string[], cell: (field: InventoryField) => string, { columns, words, factors }: LineContext): boolean {
  if (Object.keys(columns).length < TABLE_COLUMNS || cells.filter((text) => text !== '').length > 1) return false
  const match = matchDevice({ type: cell('type'), maker: cell('maker'), model: cell('model') }, words, factors.devices)
  return match.type === null ? !match.settled : isPlural(cell('type'))
}

function readType(names: DeviceNames, { words, factors }: LineContext, doubts: Set<Doubt>, puzzles: Puzzle[]): Pick<Device, 'type' | 'grade'> {
  const match = matchDevice(names, words, factors.devices)
  const asked = match.type === null ? !match.settled : match.grade === 'C'
  if (asked) puzzles.push({ kind: 'type', ...names, guess: match.type })
  if (match.type !== null) return match
  doubts.add('type-unknown')
  return { type: 'unknown', grade: null }
}

function readOrganisation(labels: readonly string[], context: LineContext, doubts: Set<Doubt>, puzzles: Puzzle[]): string {
  const written = labels.flatMap(entityNames).map(fold).filter((label) => label !== '')
  for (const label of written) {
    const known = context.words.organisations.get(label)
      ?? context.territory.organisations.find(({ id, name }) => fold(id) === label || fold(name) === label)?.id
    if (known !== undefined) return known
  }
  const word = labels.find((label) => fold(label) !== '')
  if (word !== undefined) {
    doubts.add('organisation-unknown')
    puzzles.push({ kind: 'organisation', word })
  }
  return context.organisation
}

/** "Ville > Écoles > Pont", as GLPI writes entities: itself, then its own name, then its parents', as entities inherit. */
function entityNames(label: string): string[] {
  const names = label.split(' > ')
  return names.flatMap((name, i) => [names.slice(0, i + 1).join(' > '), name]).reverse()
}

type Purchase = { day: string | null; year: number | null }

const isDay = (period: string): boolean => period.length === 10

/** The inventory's own date when it can be read, else the one of the finance file. */
function readPurchase(text: string, financeDate: string | null, asOf: string, doubts: Set<Doubt>): Purchase {
  const own = readPurchaseDate(text, asOf, doubts)
  if (financeDate === null) return own
  const paid = readPurchaseDate(financeDate, asOf, doubts)
  if (own.year === null) {
    if (paid.year !== null) for (const doubt of ['purchase-unreadable', 'purchase-impossible'] as const) doubts.delete(doubt)
    return paid
  }
  if (paid.year !== null && paid.year !== own.year) doubts.add('purchase-disagrees')
  return own
}

function readPurchaseDate(text: string, asOf: string, doubts: Set<Doubt>): Purchase {
  if (text === '') return { day: null, year: null }
  const written = frenchPeriod(text)
  if (written === null) { doubts.add('purchase-unreadable'); return { day: null, year: null } }
  const year = Number(written.slice(0, 4))
  if (year < FIRST_PLAUSIBLE_YEAR || written > asOf) { doubts.add('purchase-impossible'); return { day: null, year: null } }
  return { day: isDay(written) ? written : null, year }
}

function readRetirement(text: string, purchasedOn: string | null, asOf: string, doubts: Set<Doubt>): string | null {
  if (text === '') return null
  const day = frenchDay(text)
  if (day === null) { doubts.add('retirement-unreadable'); return null }
  if (day > asOf) { doubts.add('retirement-planned'); return null }
  if (purchasedOn !== null && day < purchasedOn) { doubts.add('retirement-before-purchase'); return null }
  return day
}

function readState(label: string, retiredOn: string | null, { words }: LineContext, doubts: Set<Doubt>, puzzles: Puzzle[]): DeviceState {
  const written = words.states.get(fold(label)) ?? stateOfWords(label)
  if (retiredOn !== null) {
    if (written !== null && written !== 'retired') doubts.add('state-against-date')
    return 'retired'
  }
  if (written === null && label !== '') {
    doubts.add('state-unknown')
    puzzles.push({ kind: 'state', word: label })
  }
  return written ?? 'in-use'
}
