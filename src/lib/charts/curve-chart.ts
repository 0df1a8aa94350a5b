import { scaleLinear, scaleUtc } from 'd3-scale'
import { area, line } from 'd3-shape'
import { isBounded, type ChartPoint, type Target } from '#lib/publish/series'

/** Vertical places in pixels; horizontal ones are percentages of the frame. */
export const curveFrame = { top: 60, base: 280, periodLabel: 302, height: 312, left: 2, right: 82 } as const

export type Mark = { period: string; value: number; x: number; y: number; hatched: boolean }
export type CurveChart = {
  /** Path of the line and of the band, in a frame of 100 × `curveFrame.base` stretched to the width. */
  line: string
  band: string
  marks: Mark[]
  ticks: { value: number; y: number }[]
  /** True when the base of the drawing is zero; otherwise the base is dotted and the note says so. */
  zeroBased: boolean
  targetY: number | null
  /** Nothing reaches the target, so that its words can stand on its line. */
  targetFree: boolean
  breaks: { x: number; before: number; after: number }[]
}

/** First instant of a period, in milliseconds. */
const startOf = (period: string): number => Date.parse(`${period}-01-01`.slice(0, 10))

/** Values spread over less than half their height start elsewhere than zero, so that their movement can be read. */
function domainOf(points: readonly ChartPoint[], target: Target | null): [number, number] {
  const seen = [...points.flatMap(({ value, low, high }) => [value, low, high]), target?.value ?? null].filter((x) => x !== null)
  const [least, most] = [Math.min(...seen), Math.max(...seen)]
  if (least < 0) return [least, Math.max(most, 0)]
  return least > most / 2 && most > least ? [least - (most - least) * 0.25, most] : [0, most > 0 ? most : 1]
}

/** A line with its band, cut at gaps and at every change of method. */
export function curveChart(points: readonly ChartPoint[], target: Target | null): CurveChart {
  const y = scaleLinear(domainOf(points, target), [curveFrame.base, curveFrame.top]).nice(4)
  const times = points.map(({ period }) => startOf(period))
  const x = scaleUtc([Math.min(...times), Math.max(...times)], [curveFrame.left, curveFrame.right])
  const at = (point: ChartPoint) => (points.length === 1 ? 50 : x(startOf(point.period)))
  const drawn = segments(points)
  const lineOf = line<ChartPoint>().defined(({ value }) => value !== null).x(at).y(({ value }) => y(value ?? 0)).digits(2)
  const bandOf = area<ChartPoint>().defined(isBounded).x(at).y0(({ low }) => y(low ?? 0)).y1(({ high }) => y(high ?? 0)).digits(2)
  return {
    line: drawn.map((segment) => lineOf(segment) ?? '').join(''),
    band: drawn.map((segment) => bandOf(segment) ?? '').join(''),
    marks: points.flatMap((point) => point.value === null ? [] : [{ period: point.period, value: point.value, x: at(point), y: y(point.value), hatched: point.state === 'estimated' }]),
    ticks: y.ticks(4).map((value) => ({ value, y: y(value) })),
    zeroBased: y.domain()[0] === 0,
    targetY: target ? y(target.value) : null,
    targetFree: target !== null && points.every(({ value, high }) => (high ?? value ?? 0) <= target.value),
    breaks: points.flatMap((point, index) => {
      const before = points[index - 1]
      return point.breakBefore && before ? [{ x: (at(before) + at(point)) / 2, before: before.method, after: point.method }] : []
    }),
  }
}

/** Runs of points between two breaks: a line never crosses a change of method. */
function segments(points: readonly ChartPoint[]): ChartPoint[][] {
  return points.reduce<ChartPoint[][]>((done, point) => {
    const last = done.at(-1)
    if (!last || point.breakBefore) return [...done, [point]]
    last.push(point)
    return done
  }, [])
}

/** A small curve without words, on its own scale or on one that several share: 100 × `height`, with its last point. */
export function sparkline(points: readonly ChartPoint[], height: number, target: number | null, scale: readonly [number, number] | null = null): { line: string; last: { x: number; y: number } | null; targetY: number | null } {
  const known = points.filter(({ value }) => value !== null)
  if (known.length === 0) return { line: '', last: null, targetY: null }
  const values = [...known.map(({ value }) => value ?? 0), ...(target === null ? [] : [target])]
  const [least, most] = scale ?? [Math.min(...values), Math.max(...values)]
  const y = scaleLinear(most > least ? [least, most] : [least - 1, most + 1], [height - 4, 4])
  const times = points.map(({ period }) => startOf(period))
  const x = scaleUtc([Math.min(...times), Math.max(...times)], [2, 94])
  const at = (point: ChartPoint) => (points.length === 1 ? 50 : x(startOf(point.period)))
  const draw = line<ChartPoint>().defined(({ value }) => value !== null).x(at).y(({ value }) => y(value ?? 0)).digits(2)
  const last = known.at(-1)
  return {
    line: segments(points).map((segment) => draw(segment) ?? '').join(''),
    last: last ? { x: at(last), y: y(last.value ?? 0) } : null,
    targetY: target === null ? null : y(target),
  }
}
