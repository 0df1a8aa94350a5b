import type { PublishedIndicator } from '#model/indicator'
import { comparablePoints, isBounded, isKnown, type KnownPoint } from '#lib/publish/series'
import { formatInterval, formatQuantity } from '#lib/words/format'
import { pointPeriod } from '#lib/words/indicator-words'
import type { ReportBlock } from './report-block.ts'

/** Two stand side by side on paper. */
const size = { widthPx: 340, heightPx: 120 }
const margin = { left: 16, right: 16, top: 22, bottom: 22 }
/** A page of paper holds so many bars that can still be told apart; the table of the dashboard holds them all. */
const most = 12

function bar(point: KnownPoint, index: number, count: number, top: number, unit: PublishedIndicator['unit']): string {
  const step = (size.widthPx - margin.left - margin.right) / count
  const x = margin.left + step * index + step * 0.2
  const y = (value: number) => size.heightPx - margin.bottom - (Math.max(0, value) / top) * (size.heightPx - margin.top - margin.bottom)
  const middle = x + step * 0.3
  const [at, base] = [y(point.value), y(0)]
  const whisker = isBounded(point) ? `<path d="M${middle.toFixed(1)} ${y(point.low).toFixed(1)}V${y(point.high).toFixed(1)}" stroke="#171512" stroke-width="1.5"/>` : ''
  const label = (text: string, height: number) => `<text x="${middle.toFixed(1)}" y="${height.toFixed(1)}" text-anchor="middle" font-size="11" fill="#171512">${text}</text>`
  const head = Math.min(at, isBounded(point) ? y(point.high) : at) - 4
  const shown = count <= 6 || index === 0 || index === count - 1
  return `<rect x="${x.toFixed(1)}" y="${at.toFixed(1)}" width="${(step * 0.6).toFixed(1)}" height="${(base - at).toFixed(1)}" fill="#3f6f4c"/>${whisker}${shown ? label(formatQuantity(point.value, unit), head) + label(pointPeriod(point, 'short'), size.heightPx - 6) : ''}`
}

/**
 * Bars from zero, each with its interval, over the points that compare with the latest. Null under two points: one bar is no trend.
 * A series that goes under zero is not drawn.
 */
export function trendChart({ series, unit, text }: PublishedIndicator): ReportBlock | null {
  const points = comparablePoints(series).filter(isKnown).slice(-most)
  const top = Math.max(...points.map(({ value, high }) => high ?? value))
  if (points.length < 2 || top <= 0 || points.some(({ value }) => value < 0)) return null
  const said = points.map((point) => `${pointPeriod(point, 'short')} : ${formatQuantity(point.value, unit)}${isBounded(point) && point.high > point.low ? ` (${formatInterval(point.value, point.low, point.high, unit)})` : ''}`)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.widthPx}" height="${size.heightPx}" viewBox="0 0 ${size.widthPx} ${size.heightPx}" font-family="sans-serif">${points.map((point, index) => bar(point, index, points.length, top, unit)).join('')}<path d="M${margin.left} ${size.heightPx - margin.bottom}H${size.widthPx - margin.right}" stroke="#171512"/></svg>`
  return { kind: 'chart', title: `${text.title} : évolution`, alt: `${text.title}. ${said.join(' ; ')}.`, svg, ...size }
}
