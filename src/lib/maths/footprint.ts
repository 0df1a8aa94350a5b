import type { Derivation, Origin } from '#model/derivation'
import { derive, given } from '../explain/derivation.ts'
import { logNormalInterval, productDeviation, type Interval } from './statistics.ts'

const DAY_MS = 86_400_000
/** NumEcoEval divides by 365, not by 365.25: kept, so that figures can be compared. */
const DAYS_PER_YEAR = 365

/**
 * Age in years, at `at` (ISO day), of devices of which only the year of purchase is known: bought on average on
 * 1 July of that year (half a year of doubt), never below 0. Not floored at 1: it is an age, not an allocation.
 */
export function ageFromPurchaseYear(purchaseYear: number, at: string): number {
  return Math.max(0, (Date.parse(at) - Date.UTC(purchaseYear, 6, 1)) / DAY_MS / DAYS_PER_YEAR)
}

export type Allocation = { years: number; basis: 'declared' | 'dates' | 'reference' | 'outlived-reference' }

/**
 * Over how many years the embodied part is spread, first rule that applies:
 * 1. a usage declared by the owner (before + with + after them);
 * 2. the real life, when the device has left (purchase and retirement dates);
 * 3. the reference lifetime of the type, or the real age once the device has outlived it: its yearly share keeps
 *    falling, it does not drop to zero.
 * Never below one year.
 */
export function allocationYears(device: {
  declaredYears?: number
  ageYears?: number
  retired?: boolean
  referenceYears: number
}): Allocation {
  const { declaredYears, ageYears, retired = false, referenceYears } = device
  if (declaredYears !== undefined) return { years: Math.max(1, declaredYears), basis: 'declared' }
  if (ageYears !== undefined && retired) return { years: Math.max(1, ageYears), basis: 'dates' }
  if (ageYears !== undefined && ageYears > referenceYears) return { years: Math.max(1, ageYears), basis: 'outlived-reference' }
  return { years: Math.max(1, referenceYears), basis: 'reference' }
}

/** Share 0..1 of the making of a new device, and the relative standard deviation of that share. */
export type MakingShare = { share: number; relativeStandardDeviation: number; factor: Origin }

/** Devices that share one factor and one allocation. `useKWhPerYear` is null when no source gives it. */
export type FleetLine = {
  type: string
  quantity: number
  embodiedKgCO2e: number
  useKWhPerYear: number | null
  allocationYears: number
  relativeStandardDeviation: number
  /** What refurbished devices carry of the making of new ones; absent for new ones. */
  making?: MakingShare
  /** What the room of the devices adds to their electricity, the same for a whole type; absent when they are in none, or when it is not known. */
  pue?: { value: number; relativeStandardDeviation: number; steps: Derivation }
  /** Words and origins for the tree; what is absent is named by its type. */
  typeLabel?: string
  label?: string
  origins?: { devices: readonly Origin[]; factor: Origin; years: Origin }
}

/** What the making of devices needs, whatever their years of service. */
type WholeLine = Pick<FleetLine, 'type' | 'quantity' | 'embodiedKgCO2e' | 'relativeStandardDeviation' | 'making' | 'label' | 'origins'>

/** Carbon of one kWh: kgCO2e/kWh, and its relative standard deviation (0 when none is published nor assumed). */
export type Grid = { kgCO2ePerKWh: number; relativeStandardDeviation: number; factor?: string }

/** kgCO2e with its 90 % interval; `correlated` is the wider one, as if every type erred in the same direction. */
export type Estimate = { kgCO2e: number; relativeStandardDeviation: number; interval: Interval; correlated: Interval }

export type TypeFootprint = {
  type: string
  quantity: number
  embodiedKgCO2ePerYear: number
  /** Null when the electricity of this type is unknown: the total then leaves it out, and says so. */
  useKgCO2ePerYear: number | null
  kgCO2ePerYear: number
  relativeStandardDeviation: number
  /** Standard deviations, kgCO2e a year: of the factors of the type, and of what its refurbished devices carry, which are independent. */
  deviationsKg: { factor: number; refurbished: number }
  interval: Interval
  /** The two parts as trees; the values above are theirs. `use` has no part when no electricity is known. */
  steps: { embodied: Derivation; use: Derivation; total: Derivation }
}

export type FleetFootprint = {
  embodiedKgCO2ePerYear: number
  useKgCO2ePerYear: number
  total: Estimate
  /** Heaviest first. */
  types: TypeFootprint[]
  /** Devices counted, and those among them whose electricity is unknown. */
  quantity: number
  quantityWithoutUse: number
  /** Where the total comes from: its value is `total.kgCO2e`. */
  steps: Derivation
}

/**
 * Amortised yearly footprint of a fleet, in kgCO2e a year: Σ q·embodied/L + Σ q·kWh·EF. A refurbished device carries a share of
 * `embodied`; a server draws PUE times its own electricity.
 * Uncertainty: inside a type every device shares the same factor, so deviations add up (fully correlated: dividing by
 * √n would be wrong); types are independent, so their deviations add in quadrature. The sum is read as a log-normal
 * of the same mean and deviation (Fenton 1960).
 */
export function amortisedFootprint(lines: readonly FleetLine[], grid: Grid): FleetFootprint {
  const types = [...Map.groupBy(lines, ({ type }) => type)]
    .map(([type, ofType]) => typeFootprint(type, ofType, grid))
    .sort((a, b) => b.kgCO2ePerYear - a.kgCO2ePerYear || (a.type < b.type ? -1 : 1))
  const steps = derive('sum', 'Empreinte annuelle des appareils en service', YEARLY, types.map((type) => type.steps.total))
  return {
    embodiedKgCO2ePerYear: sum(types.map((type) => type.embodiedKgCO2ePerYear)),
    useKgCO2ePerYear: sum(types.map((type) => type.useKgCO2ePerYear ?? 0)),
    total: estimate(types.map((type) => [type.kgCO2ePerYear, type.relativeStandardDeviation])),
    types,
    quantity: sum(lines.map((line) => line.quantity)),
    quantityWithoutUse: sum(lines.map((line) => (line.useKWhPerYear === null ? line.quantity : 0))),
    steps,
  }
}

const YEARLY = 'kgCO2e/an'

/** The making of all the devices of a line, whole. */
function makingSteps({ type, origins, quantity, embodiedKgCO2e, making }: WholeLine, label: string): Derivation {
  const unsaid: Origin = { kind: 'convention', words: type }
  return derive('product', label, 'kgCO2e', [
    given('Appareils', quantity, 'appareils', origins?.devices ?? unsaid),
    given('Fabrication d’un appareil, au périmètre de son facteur', embodiedKgCO2e, 'kgCO2e', origins?.factor ?? unsaid),
    ...(making === undefined ? [] : [given('Part qu’un appareil reconditionné en porte', making.share, '', making.factor)]),
  ])
}

function embodiedSteps(line: FleetLine): Derivation {
  const { label = line.type, origins, allocationYears: years } = line
  return derive('quotient', `Fabrication : ${label}`, YEARLY, [
    makingSteps(line, 'Fabrication de tous ces appareils'),
    given('Années de service sur lesquelles elle est répartie', years, 'ans', origins?.years ?? { kind: 'convention', words: label }),
  ])
}

/** Null when no source gives the electricity of the type. */
function useSteps({ type, label = type, origins, quantity, useKWhPerYear }: FleetLine, { kgCO2ePerKWh, factor }: Grid): Derivation | null {
  if (useKWhPerYear === null) return null
  const unsaid: Origin = { kind: 'convention', words: label }
  return derive('product', `Électricité : ${label}`, YEARLY, [
    given('Appareils', quantity, 'appareils', origins?.devices ?? unsaid),
    given('Électricité d’un appareil', useKWhPerYear, 'kWh/an', origins?.factor ?? unsaid),
    given('Carbone de l’électricité', kgCO2ePerKWh, 'kgCO2e/kWh', factor === undefined ? unsaid : { kind: 'factor', id: factor }),
  ])
}

/** The electricity of devices of a room, with what the room adds; nothing changes without a known PUE, nor where no electricity is known. */
function withRoom(use: Derivation, pue: FleetLine['pue']): Derivation {
  return pue === undefined || use.parts.length === 0 ? use : derive('product', 'Électricité, avec ce que la salle ajoute', YEARLY, [use, pue.steps])
}

function typeFootprint(type: string, lines: readonly FleetLine[], grid: Grid): TypeFootprint {
  const perLine = lines.map((line) => ({ line, embodied: embodiedSteps(line), use: useSteps(line, grid) }))
  const known = perLine.flatMap(({ use }) => (use === null ? [] : [use]))
  const embodied = derive('sum', 'Fabrication', YEARLY, perLine.map((each) => each.embodied))
  const use = withRoom(derive('sum', 'Électricité', YEARLY, known), lines[0]?.pue)
  const steps = derive('sum', lines[0]?.typeLabel ?? type, YEARLY, [embodied, use])
  const total = kg(steps)
  const deviationsKg = {
    factor: sum(perLine.map(({ line: { relativeStandardDeviation: r, pue }, ...parts }) =>
      kg(parts.embodied) * r + (parts.use === null ? 0 : kg(parts.use) * (pue?.value ?? 1) * productDeviation(r, grid.relativeStandardDeviation, pue?.relativeStandardDeviation ?? 0)))),
    refurbished: sum(perLine.map(({ line: { making }, ...parts }) => kg(parts.embodied) * (making?.relativeStandardDeviation ?? 0))),
  }
  const relativeStandardDeviation = total === 0 ? 0 : Math.hypot(deviationsKg.factor, deviationsKg.refurbished) / total
  return {
    type,
    quantity: sum(lines.map((line) => line.quantity)),
    embodiedKgCO2ePerYear: kg(embodied),
    useKgCO2ePerYear: known.length === 0 ? null : kg(use),
    kgCO2ePerYear: total,
    relativeStandardDeviation,
    deviationsKg,
    interval: logNormalInterval(total, relativeStandardDeviation),
    steps: { embodied, use, total: steps },
  }
}

/** The value of a step whose parts are all known. */
function kg({ value }: Derivation): number {
  if (value === null) throw new RangeError('a footprint is made of known numbers')
  return value
}

/**
 * Σ q·embodied, in kgCO2e, whole and not spread over years. Over the purchases of a year it is the FLUX figure (habit of
 * the regulatory balance); over the devices in service it is the STOCK figure, a capital and not a yearly emission.
 * Neither is ever added to the amortised figure, nor to the other. A refurbished device carries a share of it.
 */
export function wholeEmbodied(lines: readonly WholeLine[]): Estimate & { steps: Derivation } {
  const deviationOf = ({ relativeStandardDeviation: r, making }: WholeLine) => productDeviation(r, making?.relativeStandardDeviation ?? 0)
  const wholes = lines.map((line) => ({ line, steps: makingSteps(line, `Fabrication : ${line.label ?? line.type}`) }))
  const byType = [...Map.groupBy(wholes, ({ line }) => line.type).values()].map((ofType) => {
    const total = sum(ofType.map(({ steps }) => kg(steps)))
    return [total, total === 0 ? 0 : sum(ofType.map(({ line, steps }) => kg(steps) * deviationOf(line))) / total] as const
  })
  return { ...estimate(byType), steps: derive('sum', 'Fabrication', 'kgCO2e', wholes.map(({ steps }) => steps)) }
}

/** Sum of independent parts, each [kg, relative standard deviation]. */
export function estimate(parts: readonly (readonly [number, number])[]): Estimate {
  const kgCO2e = sum(parts.map(([kg]) => kg))
  const relative = (deviationKg: number): number => (kgCO2e === 0 ? 0 : deviationKg / kgCO2e)
  const independent = relative(Math.hypot(...parts.map(([kg, r]) => kg * r)))
  const correlated = relative(sum(parts.map(([kg, r]) => kg * r)))
  return {
    kgCO2e,
    relativeStandardDeviation: independent,
    interval: logNormalInterval(kgCO2e, independent),
    correlated: logNormalInterval(kgCO2e, correlated),
  }
}

/**
 * kgCO2e a year that refurbished devices avoid against new ones (ADEME, September 2022): a counterfactual, shown apart
 * and never taken off the footprint.
 */
export function avoidedKgCO2ePerYear(devices: readonly { quantity: number; avoidedKgCO2ePerYear: number }[]): number {
  return sum(devices.map((device) => device.quantity * device.avoidedKgCO2ePerYear))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
