import type { FactorBook } from '#model/factor'
import type { Territory } from '#model/territory'
import { fold, frenchDay, frenchNumber, frenchYesNo, isScientific, isSpreadsheetError } from './csv-french.ts'
import { outletOfWords, serialKey, stateOfWords, typeOfWords, type DeviceState, type InventoryField, type Outlet } from './inventory-words.ts'

/** What is kept of a line: nothing that names a person, a machine or an address. `serial` serves duplicates, then is dropped. */
export type Device = {
  line: number
  serial: string | null
  quantity: number
  /** Id of datasets/factors, or "unknown". */
  type: string
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
  | 'retirement-unreadable' | 'retirement-planned' | 'retirement-before-purchase' | 'state-against-date' | 'serial-altered' | 'cell-in-error'

export type Rejection = { reason: string; mend: string }
export type ReadLine = { device: Device; doubts: Doubt[] } | { rejection: Rejection }

/** The words of a territory, folded, over the ones that Trèfle knows. */
export type LocalWords = {
  types: ReadonlyMap<string, string>
  states: ReadonlyMap<string, DeviceState>
  organisations: ReadonlyMap<string, string>
}

export type LineContext = {
  columns: Partial<Record<InventoryField, number>>
  width: number
  words: LocalWords
  organisation: string
  territory: Territory
  factors: FactorBook
  /** Day of the inventory. */
  asOf: string
}

/** Computers older than this in a town's inventory are a typing mistake (the IBM PC is of 1981). */
const FIRST_PLAUSIBLE_YEAR = 1981

/** One line of an inventory. Pure: same cells, same device. */
export function readInventoryLine(row: { line: number; cells: readonly string[] }, context: LineContext): ReadLine {
  const doubts = new Set<Doubt>()
  const cell = (field: InventoryField): string => {
    const text = row.cells[context.columns[field] ?? -1] ?? ''
    // A quantity in error stays unreadable: blank would say "one device".
    if (field === 'quantity' || !isSpreadsheetError(text)) return text
    doubts.add('cell-in-error')
    return ''
  }
  const rejection = rejectionOf(row.cells, cell, context)
  if (rejection) return { rejection }
  const type = readType(cell('type'), context, doubts)
  const organisation = readOrganisation([cell('organisation'), cell('siret')], context, doubts)
  const purchase = readPurchase(cell('purchase'), context.asOf, doubts)
  const retiredOn = readRetirement(cell('retirement'), purchase.day, context.asOf, doubts)
  if (isScientific(cell('serial'))) doubts.add('serial-altered')
  const device: Device = {
    line: row.line, type, organisation, retiredOn,
    serial: isScientific(cell('serial')) ? null : serialKey(cell('serial')),
    quantity: cell('quantity') === '' ? 1 : frenchNumber(cell('quantity')) ?? 1,
    modelKnown: fold(cell('model')) !== '',
    state: readState(cell('state'), retiredOn, context, doubts),
    purchasedOn: purchase.day, purchaseYear: purchase.year,
    refurbished: frenchYesNo(cell('refurbished')),
    outlet: outletOfWords(cell('outlet')),
  }
  return { device, doubts: [...doubts] }
}

function rejectionOf(cells: readonly string[], cell: (field: InventoryField) => string, { width }: LineContext): Rejection | null {
  if (cells.length > width) {
    return { reason: `${cells.length} cellules au lieu de ${width} : un séparateur dans un texte a décalé les colonnes`, mend: 'Mettez le texte entre guillemets, ou retirez-en le séparateur.' }
  }
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

function readType(label: string, { words, factors }: LineContext, doubts: Set<Doubt>): string {
  const type = words.types.get(fold(label)) ?? typeOfWords(label) ?? label
  if (factors.devices.has(type)) return type
  doubts.add('type-unknown')
  return 'unknown'
}

function readOrganisation(labels: readonly string[], context: LineContext, doubts: Set<Doubt>): string {
  const written = labels.map(fold).filter((label) => label !== '')
  for (const label of written) {
    const known = context.words.organisations.get(label)
      ?? context.territory.organisations.find(({ id, name }) => fold(id) === label || fold(name) === label)?.id
    if (known !== undefined) return known
  }
  if (written.length > 0) doubts.add('organisation-unknown')
  return context.organisation
}

function readPurchase(text: string, asOf: string, doubts: Set<Doubt>): { day: string | null; year: number | null } {
  if (text === '') return { day: null, year: null }
  const day = frenchDay(text)
  const year = day !== null ? Number(day.slice(0, 4)) : /^\d{4}$/.test(text) ? Number(text) : null
  if (year === null) { doubts.add('purchase-unreadable'); return { day: null, year: null } }
  if (year < FIRST_PLAUSIBLE_YEAR || (day ?? String(year)) > asOf) { doubts.add('purchase-impossible'); return { day: null, year: null } }
  return { day, year }
}

function readRetirement(text: string, purchasedOn: string | null, asOf: string, doubts: Set<Doubt>): string | null {
  if (text === '') return null
  const day = frenchDay(text)
  if (day === null) { doubts.add('retirement-unreadable'); return null }
  if (day > asOf) { doubts.add('retirement-planned'); return null }
  if (purchasedOn !== null && day < purchasedOn) { doubts.add('retirement-before-purchase'); return null }
  return day
}

function readState(label: string, retiredOn: string | null, { words }: LineContext, doubts: Set<Doubt>): DeviceState {
  const written = words.states.get(fold(label)) ?? stateOfWords(label)
  if (retiredOn !== null) {
    if (written !== null && written !== 'retired') doubts.add('state-against-date')
    return 'retired'
  }
  if (written === null && label !== '') doubts.add('state-unknown')
  return written ?? 'in-use'
}
