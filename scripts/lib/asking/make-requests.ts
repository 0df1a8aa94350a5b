import type { DataRequest } from '#model/data-request'
import { fold } from '../tables/csv-french.ts'
import type { MissingFigures } from './missing-figures.ts'

export type NewRequest = { request: DataRequest; figures: MissingFigures[] }

/** One request for each function that holds missing figures; what was already asked of it is not asked twice. A figure of two indicators is asked once. */
export function makeRequests(missing: readonly MissingFigures[], made: readonly DataRequest[], dates: { askedOn: string; due: string }): NewRequest[] {
  const asked = new Set(made.flatMap(({ metrics }) => metrics))
  const ids = new Set(made.map(({ id }) => id))
  const figures = missing.flatMap((each) => {
    const fresh = each.metrics.filter(({ metric }) => !asked.has(metric))
    for (const { metric } of fresh) asked.add(metric)
    return fresh.length === 0 ? [] : [{ ...each, metrics: fresh }]
  })
  return [...Map.groupBy(figures, ({ holder }) => holder)].map(([holder, held]) => {
    const name = fold(holder).replaceAll(' ', '-').slice(0, 60)
    const id = ids.has(name) ? `${name}-${dates.askedOn}` : name
    return { request: { id, holder, ...dates, indicators: held.map(({ indicator }) => indicator), metrics: held.flatMap(({ metrics }) => metrics.map(({ metric }) => metric)), received: [], receivedOn: null }, figures: held }
  })
}
