import type { Segment, Span } from '#maths/energy'

/** Energy of one meter over a window, and how much of it was followed reading by reading: the integral that segments stand for, taken segment by segment. */
export function energyWithin(segments: Iterable<Segment>, { fromSeconds, toSeconds }: Span) {
  const parts = [...segments].flatMap((segment) => {
    const [from, to] = [Math.max(segment.fromSeconds, fromSeconds), Math.min(segment.toSeconds, toSeconds)]
    const kWAt = (at: number) => segment.startKW + ((segment.endKW - segment.startKW) * (at - segment.fromSeconds)) / (segment.toSeconds - segment.fromSeconds)
    return from < to ? [{ kWh: ((kWAt(from) + kWAt(to)) / 2) * ((to - from) / 3600), seconds: to - from, covered: segment.state === 'covered' || segment.state === 'rollover' }] : []
  })
  const coveredSeconds = parts.reduce((sum, { covered, seconds }) => sum + (covered ? seconds : 0), 0)
  return { kWh: parts.reduce((sum, { kWh }) => sum + kWh, 0), coveredSeconds, coverage: coveredSeconds / (toSeconds - fromSeconds) }
}
