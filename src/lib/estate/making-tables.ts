import type { Derivation } from '#model/derivation'
import type { FactorBook } from '#model/factor'
import type { Observation } from '#model/observation'
import type { Period } from '#model/quantity'
import { estimate, wholeEmbodied, type Estimate, type FleetFootprint } from '#maths/footprint'
import { converted, derive, given } from '../explain/derivation.ts'
import { explainedTable, logNormalBounds, type ExplainedTable } from '../explain/explained-table.ts'
import { fleetLines, makingFactor, type Standing } from './fleet-carbon.ts'
import { boundColumns, deviationOrigins } from './fleet-tables.ts'
import { deviceCount, type DeviceGroup } from './fleet.ts'

type Making = Pick<Estimate, 'relativeStandardDeviation'> & { steps: Derivation }

/** The year's share of the making of each type, as sure as its factor. */
function amortisedMaking({ types }: FleetFootprint, { devices }: FactorBook): Making {
  const parts = types.map(({ type, embodiedKgCO2ePerYear: kg, deviationsKg }) =>
    [kg, kg === 0 ? 0 : Math.hypot(devices.get(type)?.relativeStandardDeviation ?? 0, deviationsKg.refurbished / kg)] as const)
  return { ...estimate(parts), steps: derive('sum', 'Fabrication répartie', 'kgCO2e/an', types.map(({ steps }) => steps.embodied)) }
}

function methodRow(method: string, types: readonly string[], making: Making | null) {
  if (making === null) return { method, embodied: null, low: null, high: null }
  return { method, embodied: making.steps, ...logNormalBounds(making.steps, making.relativeStandardDeviation, deviationOrigins(types)) }
}

const purchasesOf = (observations: readonly Observation[], year: Period): DeviceGroup[] => observations.flatMap(({ metric, period, value, source, subject, dimensions: { type, refurbished } }) =>
  metric === 'fleet.purchases' && period === year && value !== null && type !== undefined
    ? [{ type, count: value, refurbished: refurbished === 'yes' ? 'yes' : 'unknown', organisation: subject, state: 'in-use', purchaseYear: Number(year), source }] : [])

/** The three ways of counting the making of devices, which answer three questions and are never added. */
export function methodTable(groups: readonly DeviceGroup[], footprint: FleetFootprint, observations: readonly Observation[], year: Period, factors: FactorBook, standing: Standing): ExplainedTable {
  const purchases = fleetLines(purchasesOf(observations, year), factors, standing)
  const service = fleetLines(groups, factors, standing)
  const typesOf = (lines: readonly { type: string }[]) => [...new Set(lines.map(({ type }) => type))]
  return explainedTable('by-method', 'Trois façons de compter la fabrication, qui ne s’additionnent pas',
    [['method', 'Méthode'], ['embodied', 'Fabrication', 'kg'], ...boundColumns],
    [
      methodRow('Amortie : répartie sur les années de service (le chiffre publié)', typesOf(service), amortisedMaking(footprint, factors)),
      methodRow('Flux : achats de l’année, comptés en entier', typesOf(purchases), purchases.length === 0 ? null : wholeEmbodied(purchases)),
      methodRow('Stock : tous les appareils en service, un capital et non une année', typesOf(service), wholeEmbodied(service)),
    ])
}

/**
 * Abiotic depletion of minerals and metals (ADPe) beside carbon: another criterion, in another unit, never added to it. The two carbon
 * columns say how far the device of its source is from ours: a server of 3,660 kg is not one of 748 kg. Making is spread over the same
 * years of service as carbon, and refurbished devices carry the same share: no source read gives another.
 */
export function mineralTable(groups: readonly DeviceGroup[], footprint: FleetFootprint, { devices }: FactorBook): ExplainedTable[] {
  const rows = footprint.types.flatMap(({ type, steps }) => {
    const factor = devices.get(type)
    if (factor?.minerals === undefined) return []
    const { embodiedKgSbe, sameDeviceKgCO2e, source } = factor.minerals
    const cited = { kind: 'factor', id: factor.id } as const
    const here = given('Fabrication d’un appareil, au périmètre de son facteur', factor.embodiedKgCO2e, 'kgCO2e', cited)
    const perYear = derive('product', 'Minerais de la fabrication, par an', 'kgSbe/an', [
      derive('quotient', 'Appareils fabriqués pour une année de service', 'appareils/an', [steps.embodied, here]),
      given('Minerais d’un appareil', embodiedKgSbe, 'kgSbe', cited),
    ])
    return [{
      type: factor.label, devices: deviceCount(groups.filter((group) => group.type === type)), minerals: converted('Minerais, en grammes', 'gSbe/an', perYear, 1000, 'grammes dans un kilogramme'),
      here, there: given('Carbone de l’appareil que la source des minerais décrit', sameDeviceKgCO2e, 'kgCO2e', cited), source,
    }]
  })
  return rows.length === 0 ? [] : [explainedTable('minerals', 'Minerais et métaux (ADPe), en antimoine équivalent, pour les types dont le facteur existe ; un appareil reconditionné y compte pour la même part qu’en carbone',
    [['type', 'Type'], ['devices', 'Appareils'], ['minerals', 'Fabrication répartie, par an', 'g'],
      ['here', 'Carbone d’un appareil, facteur du bilan', 'kg'], ['there', 'Carbone de l’appareil décrit par la source des minerais', 'kg'], ['source', 'Source ; incertitude non publiée']], rows)]
}

/** Refurbished devices, the share of a new one's making that each carries, and what ADEME estimates that it avoids: apart, never taken off the footprint. */
export function refurbishedTable(groups: readonly DeviceGroup[], book: FactorBook): ExplainedTable[] {
  const refurbished = [...Map.groupBy(groups.filter((group) => group.refurbished === 'yes'), ({ type }) => type)]
  const rows = refurbished.map(([type, ofType]) => {
    const avoided = book.factors.get(`refurbished.avoided.${type}`)
    const making = book.devices.has(type) ? makingFactor({ type, refurbished: 'yes' }, book) : null
    const devices = deviceCount(ofType)
    return {
      type: book.devices.get(type)?.label ?? 'Type inconnu', devices,
      share: making && converted('Part comptée', '%', given('Part qu’un appareil reconditionné en porte', making.value, '', { kind: 'factor', id: making.id }), 100, 'pour cent'),
      avoided: avoided === undefined ? null : derive('product', 'Évité', 'kgCO2e/an', [devices, given(avoided.name, avoided.value, avoided.unit, { kind: 'factor', id: avoided.id })]),
    }
  })
  return rows.length === 0 ? [] : [explainedTable('refurbished', 'Appareils reconditionnés, et ce qu’ils évitent face à des neufs : à part, jamais soustrait',
    [['type', 'Type'], ['devices', 'Appareils'], ['share', 'Part de la fabrication d’un neuf comptée au bilan', '%'], ['avoided', 'Évité par an, quand l’ADEME le chiffre (2022)', 'kg']],
    rows.sort((a, b) => (b.devices.value ?? 0) - (a.devices.value ?? 0)))]
}
