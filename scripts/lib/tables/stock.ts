import type { MetricId, Observation } from '#model/observation'

/** Of a stock (subscribers, licences), what stands at the end of a year: twelve monthly stocks do not add up. */
export function newestOfYear(observations: readonly Observation[], stocks: readonly MetricId[]): Observation[] {
  const isStock = ({ metric }: Observation): boolean => stocks.includes(metric)
  const byYear = Map.groupBy(observations.filter(isStock), ({ metric, subject, period }) => `${metric} ${subject} ${period.slice(0, 4)}`)
  const newest = [...byYear.values()].flatMap((ofYear) => ofYear.toSorted((a, b) => (a.period < b.period ? -1 : 1)).slice(-1))
  return [...observations.filter((each) => !isStock(each)), ...newest]
}
