import { scaleLinear } from 'd3-scale'
import type { ChartPoint, Target } from '#lib/publish/series'

/** Vertical places in pixels; horizontal ones are percentages, so that one drawing serves 320 to 1280 px. */
export const barFrame = { top: 60, base: 296, valueLabel: 319, periodLabel: 339, yearLabel: 356, height: 364 } as const

export type Bar = {
  period: string
  x: number
  width: number
  centre: number
  /** From the base to the low bound: certain. Null for a gap. */
  certain: { y: number; height: number } | null
  /** From the low to the high bound: possible. */
  possible: { y: number; height: number } | null
  /** Height of the value kept, drawn as a line when there is an interval. */
  keptY: number | null
  hatched: boolean
  value: number | null
}
/** `targetFree`: no bar reaches the target, so that its words can stand on its line. */
export type BarChart = { bars: Bar[]; /** Places that wait for the next values of a series that has just begun. */ waiting: Pick<Bar, 'x' | 'width'>[]; targetY: number | null; targetFree: boolean; breaks: { x: number; before: number; after: number }[] }

const widest = 14
/** A series of one or two values leaves room for the next ones. */
export const fewestBars = 3

/** Zero-based bars with their interval, at most eight or so; the target keeps its place whatever the data. */
export function barChart(points: readonly ChartPoint[], target: Target | null): BarChart {
  const tops = points.flatMap(({ value, high }) => [value, high]).filter((x) => x !== null)
  const highest = Math.max(...tops, target?.value ?? 0)
  const y = scaleLinear([0, highest > 0 ? highest : 1], [barFrame.base, barFrame.top])
  const step = 100 / Math.max(points.length, fewestBars)
  const width = Math.min(step * 0.72, widest)
  const bars = points.map((point, index) => bar(point, { centre: (index + 0.5) * step, width, y }))
  const breaks = points.flatMap((point, index) =>
    point.breakBefore && index > 0 ? [{ x: index * step, before: points[index - 1]?.method ?? point.method, after: point.method }] : [])
  const waiting = Array.from({ length: Math.max(0, fewestBars - points.length) }, (_, index) => ({ x: (points.length + index + 0.5) * step - width / 2, width }))
  return { bars, waiting, targetY: target ? y(target.value) : null, targetFree: target !== null && tops.every((top) => top <= target.value), breaks }
}

function bar(point: ChartPoint, { centre, width, y }: { centre: number; width: number; y: (value: number) => number }): Bar {
  const { period, value, low, high, state } = point
  const common = { period, centre, width, x: centre - width / 2, value, hatched: state === 'estimated' }
  if (value === null) return { ...common, certain: null, possible: null, keptY: null }
  const span = (from: number, to: number) => ({ y: y(to), height: y(from) - y(to) })
  if (low === null || high === null || high <= low) return { ...common, certain: span(0, value), possible: null, keptY: null }
  return { ...common, certain: span(0, Math.max(0, low)), possible: span(Math.max(0, low), high), keptY: y(value) }
}
