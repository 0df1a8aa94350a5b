import type { Origin } from '#model/derivation'
import type { FactorBook } from '#model/factor'
import { ageFromPurchaseYear, type FleetFootprint } from '#maths/footprint'
import { explainedTable, logNormalBounds, type ExplainedTable } from '../explain/explained-table.ts'
import { deviceCount, type DeviceGroup } from './fleet.ts'

/** Letters of the relative deviation: a measure or a maker's own sheet within 10 and 25 %, a mean of the type within 50 %, a proxy beyond. */
const grades = [['A', 0.1], ['B', 0.25], ['C', 0.5]] as const
export const qualityGrade = (relativeDeviation: number): string => grades.find(([, most]) => relativeDeviation <= most)?.[0] ?? 'D'

export const boundColumns = [['low', 'Au moins', 'kg'], ['high', 'Au plus', 'kg']] as const

/** Rows of a table, each with the devices that it counts and the footprint that it totals. */
export type FootprintRow = { name: string; groups: readonly DeviceGroup[]; footprint: FleetFootprint }

/** What the deviation of a footprint rests on: types are independent, the devices of a type err together. */
export const deviationOrigins = (types: readonly string[]): Origin[] =>
  [...types.map((id) => ({ kind: 'factor', id }) as const), { kind: 'convention', words: 'les appareils d’un type se trompent ensemble, les types sont indépendants' }]

/** A table of whole footprints. */
export function footprintTable(id: string, title: string, head: string, rows: readonly FootprintRow[]): ExplainedTable {
  return explainedTable(id, title, [['name', head], ['devices', 'Appareils'], ['total', 'Total, par an', 'kg'], ...boundColumns],
    rows.map(({ name, groups, footprint }) => ({
      name, devices: deviceCount(groups), total: footprint.steps, ...logNormalBounds(footprint.steps, footprint.total.relativeStandardDeviation, deviationOrigins(footprint.types.map(({ type }) => type))),
    })))
}

export function typeTable(groups: readonly DeviceGroup[], { types }: FleetFootprint, { devices }: FactorBook): ExplainedTable {
  return explainedTable('by-type', 'Par type d’équipement, du plus lourd au plus léger',
    [['type', 'Type'], ['devices', 'Appareils'], ['embodied', 'Fabrication, par an', 'kg'], ['use', 'Électricité, par an', 'kg'], ['total', 'Total, par an', 'kg'], ...boundColumns, ['grade', 'Qualité du facteur (A à D)']],
    types.map((footprint) => {
      const { type, steps: { embodied, use, total }, useKgCO2ePerYear } = footprint
      return {
        type: devices.get(type)?.label ?? type, devices: deviceCount(groups.filter((group) => group.type === type)),
        embodied, use: useKgCO2ePerYear === null ? null : use, total, ...logNormalBounds(total, footprint.relativeStandardDeviation, deviationOrigins([type])),
        grade: qualityGrade(devices.get(type)?.relativeStandardDeviation ?? Infinity),
      }
    }))
}

const AGE_CLASSES = [['Moins de 3 ans', 3], ['3 à 5 ans', 5], ['5 à 7 ans', 7], ['Plus de 7 ans', Infinity]] as const

export function ageRows(groups: readonly DeviceGroup[], on: string, footprint: (groups: readonly DeviceGroup[]) => FleetFootprint): FootprintRow[] {
  const classOf = ({ purchaseYear }: DeviceGroup): string =>
    purchaseYear === null ? 'Âge inconnu' : AGE_CLASSES.find(([, under]) => ageFromPurchaseYear(purchaseYear, on) < under)?.[0] ?? ''
  const byClass = Map.groupBy(groups, classOf)
  return [...AGE_CLASSES.map(([label]) => label), 'Âge inconnu'].flatMap((name) => {
    const ofClass = byClass.get(name)
    return ofClass ? [{ name, groups: ofClass, footprint: footprint(ofClass) }] : []
  })
}
