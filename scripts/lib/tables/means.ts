import type { MetricId, Observation } from '#model/observation'

/** Sums of weighted values become means: each metric of `by` divided by the metric that counts it. Without a count there is none. */
export function meansOf(observations: readonly Observation[], by: Readonly<Record<MetricId, MetricId>>): Observation[] {
  const keyOf = (metric: string, { subject, period, dimensions }: Observation): string => JSON.stringify([metric, subject, period, Object.entries(dimensions).sort()])
  const counted = new Map(observations.map((each) => [keyOf(each.metric, each), each.value]))
  return observations.flatMap((each) => {
    const counter = by[each.metric]
    if (counter === undefined) return [each]
    const n = counted.get(keyOf(counter, each)) ?? 0
    return n === 0 || each.value === null ? [] : [{ ...each, value: Math.round((each.value / n) * 1000) / 1000 }]
  })
}
