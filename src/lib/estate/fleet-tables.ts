import type { FactorBook } from '#model/factor'
import type { Breakdown, ExplainedRow } from '#model/indicator'
import type { Observation } from '#model/observation'
import type { Period } from '#model/quantity'
import { ageFromPurchaseYear, avoidedKgCO2ePerYear, wholeEmbodied, type Estimate, type FleetFootprint } from '#maths/footprint'
import { productDeviation } from '#maths/statistics'
import { tableOf } from '../publish/measure.ts'
import { makingFactor } from './fleet-carbon.ts'
import { devicesIn, type DeviceGroup } from './fleet.ts'

/** Letters of the relative deviation: a measure or a maker's own sheet within 10 and 25 %, a mean of the type within 50 %, a proxy beyond. */
const grades = [['A', 0.1], ['B', 0.25], ['C', 0.5]] as const
export const qualityGrade = (relativeDeviation: number): string => grades.find(([, most]) => relativeDeviation <= most)?.[0] ?? 'D'

const boundColumns = [['low', 'Au moins', 'kg'], ['high', 'Au plus', 'kg']] as const

/** Rows of a table, each with the footprint that it totals. */
export type FootprintRow = { name: string; devices: number; footprint: FleetFootprint }

/** A table of whole footprints, and the tree behind each of its totals. */
export function footprintTable(id: string, title: string, head: string, rows: readonly FootprintRow[]): { table: Breakdown; rows: ExplainedRow[] } {
  return {
    table: tableOf(id, title, [['name', head], ['devices', 'Appareils'], ['total', 'Total, par an', 'kg'], ...boundColumns],
      rows.map(({ name, devices, footprint: { total } }) => ({ name, devices, total: total.kgCO2e, low: total.interval.low, high: total.interval.high }))),
    rows: rows.map(({ name, footprint: { steps } }) => ({ breakdown: id, row: name, column: 'total', derivation: steps })),
  }
}

export function typeTable({ types }: FleetFootprint, { devices }: FactorBook): Breakdown {
  return tableOf('by-type', 'Par type d’équipement, du plus lourd au plus léger',
    [['type', 'Type'], ['devices', 'Appareils'], ['embodied', 'Fabrication, par an', 'kg'], ['use', 'Électricité, par an', 'kg'], ['total', 'Total, par an', 'kg'], ...boundColumns, ['grade', 'Qualité du facteur (A à D)']],
    types.map((type) => ({
      type: devices.get(type.type)?.label ?? type.type, devices: type.quantity,
      embodied: type.embodiedKgCO2ePerYear, use: type.useKgCO2ePerYear, total: type.kgCO2ePerYear, low: type.interval.low, high: type.interval.high,
      grade: qualityGrade(devices.get(type.type)?.relativeStandardDeviation ?? Infinity),
    })))
}

const AGE_CLASSES = [['Moins de 3 ans', 3], ['3 à 5 ans', 5], ['5 à 7 ans', 7], ['Plus de 7 ans', Infinity]] as const

export function ageRows(groups: readonly DeviceGroup[], on: string, footprint: (groups: readonly DeviceGroup[]) => FleetFootprint): FootprintRow[] {
  const classOf = ({ purchaseYear }: DeviceGroup): string =>
    purchaseYear === null ? 'Âge inconnu' : AGE_CLASSES.find(([, under]) => ageFromPurchaseYear(purchaseYear, on) < under)?.[0] ?? ''
  const byClass = Map.groupBy(groups, classOf)
  return [...AGE_CLASSES.map(([label]) => label), 'Âge inconnu'].flatMap((name) => {
    const ofClass = byClass.get(name)
    return ofClass ? [{ name, devices: devicesIn(ofClass), footprint: footprint(ofClass) }] : []
  })
}

function wholeOf(counts: readonly Pick<DeviceGroup, 'type' | 'count' | 'refurbished'>[], book: FactorBook): Estimate {
  return wholeEmbodied(counts.flatMap((counted) => {
    const { type, count } = counted
    const factor = book.devices.get(type)
    const making = makingFactor(counted, book)
    return factor === undefined ? [] : [{
      type, quantity: count, embodiedKgCO2e: factor.embodiedKgCO2e * (making?.value ?? 1),
      relativeStandardDeviation: productDeviation(factor.relativeStandardDeviation, making?.relativeStandardDeviation ?? 0),
    }]
  }))
}

/** Types apart, each as sure as its factor: the year's share of their making. */
function amortised({ types }: FleetFootprint, { devices }: FactorBook): Estimate {
  return wholeEmbodied(types.map(({ type, embodiedKgCO2ePerYear: kg, deviationsKg }) => ({
    type, quantity: 1, embodiedKgCO2e: kg,
    relativeStandardDeviation: kg === 0 ? 0 : Math.hypot(devices.get(type)?.relativeStandardDeviation ?? 0, deviationsKg.refurbished / kg),
  })))
}

/** The three ways of counting the making of devices, which answer three questions and are never added. */
export function methodTable(groups: readonly DeviceGroup[], footprint: FleetFootprint, observations: readonly Observation[], year: Period, factors: FactorBook): Breakdown {
  const purchases = observations.flatMap(({ metric, period, value, dimensions: { type, refurbished } }) =>
    metric === 'fleet.purchases' && period === year && value !== null && type !== undefined ? [{ type, count: value, refurbished: refurbished === 'yes' ? 'yes' as const : 'unknown' as const }] : [])
  const row = (method: string, estimate: Estimate | null) => ({ method, embodied: estimate?.kgCO2e ?? null, low: estimate?.interval.low ?? null, high: estimate?.interval.high ?? null })
  return tableOf('by-method', 'Trois façons de compter la fabrication, qui ne s’additionnent pas',
    [['method', 'Méthode'], ['embodied', 'Fabrication', 'kg'], ...boundColumns],
    [
      row('Amortie : répartie sur les années de service (le chiffre publié)', amortised(footprint, factors)),
      row('Flux : achats de l’année, comptés en entier', purchases.length === 0 ? null : wholeOf(purchases, factors)),
      row('Stock : tous les appareils en service, un capital et non une année', wholeOf(groups, factors)),
    ])
}

/**
 * Abiotic depletion of minerals and metals (ADPe) beside carbon: another criterion, in another unit, never added to it. The two carbon
 * columns say how far the device of its source is from ours: a server of 3,660 kg is not one of 748 kg.
 */
export function mineralTable(footprint: FleetFootprint, { devices }: FactorBook): Breakdown[] {
  const rows = footprint.types.flatMap(({ type, quantity, embodiedKgCO2ePerYear }) => {
    const factor = devices.get(type)
    if (factor?.minerals === undefined) return []
    // Spread over the same years of service as carbon, and refurbished devices at the same share: no source read gives another.
    const devicesPerYear = embodiedKgCO2ePerYear / factor.embodiedKgCO2e
    return [{ type: factor.label, devices: quantity, minerals: 1000 * devicesPerYear * factor.minerals.embodiedKgSbe, here: factor.embodiedKgCO2e, there: factor.minerals.sameDeviceKgCO2e, source: factor.minerals.source }]
  })
  return rows.length === 0 ? [] : [tableOf('minerals', 'Minerais et métaux (ADPe), en antimoine équivalent, pour les types dont le facteur existe ; un appareil reconditionné y compte pour la même part qu’en carbone',
    [['type', 'Type'], ['devices', 'Appareils'], ['minerals', 'Fabrication répartie, par an', 'g'],
      ['here', 'Carbone d’un appareil, facteur du bilan', 'kg'], ['there', 'Carbone de l’appareil décrit par la source des minerais', 'kg'], ['source', 'Source ; incertitude non publiée']], rows)]
}

/** Refurbished devices, the share of a new one's making that each carries, and what ADEME estimates that it avoids: apart, never taken off the footprint. */
export function refurbishedTable(groups: readonly DeviceGroup[], book: FactorBook): Breakdown[] {
  const { devices, factors } = book
  const refurbished = Map.groupBy(groups.filter((group) => group.refurbished === 'yes'), ({ type }) => type)
  const rows = [...refurbished].map(([type, ofType]) => {
    const factor = factors.get(`refurbished.avoided.${type}`)
    const making = devices.has(type) ? makingFactor({ type, refurbished: 'yes' }, book) : null
    return { type: devices.get(type)?.label ?? 'Type inconnu', devices: devicesIn(ofType), share: making === null ? null : 100 * making.value, avoided: factor === undefined ? null : avoidedKgCO2ePerYear([{ quantity: devicesIn(ofType), avoidedKgCO2ePerYear: factor.value }]) }
  })
  return rows.length === 0 ? [] : [tableOf('refurbished', 'Appareils reconditionnés, et ce qu’ils évitent face à des neufs : à part, jamais soustrait',
    [['type', 'Type'], ['devices', 'Appareils'], ['share', 'Part de la fabrication d’un neuf comptée au bilan', '%'], ['avoided', 'Évité par an, quand l’ADEME le chiffre (2022)', 'kg']], rows.sort((a, b) => b.devices - a.devices))]
}
