import type { Unit } from '#model/quantity'

/** Unit in which a value is shown: what to divide by, and which word or sign follows. */
export type Scale = { divisor: number; unit: 'mg' | 'ko' | 'Mo' | 'MWh' | 's' | Unit }
export type Bounds = { low: number | null; high: number | null }
const noBounds: Bounds = { low: null, high: null }

/** Other units, largest first: from which value of the model's unit each one is used, late enough for the small values of a table to stay readable. */
const others: Partial<Record<Unit, readonly (Scale & { from: number })[]>> = {
  B: [{ from: 1e7, divisor: 1e6, unit: 'Mo' }, { from: 1e3, divisor: 1e3, unit: 'ko' }],
  g: [{ from: 1e6, divisor: 1e6, unit: 't' }, { from: 1e3, divisor: 1e3, unit: 'kg' }, { from: 1, divisor: 1, unit: 'g' }, { from: Number.MIN_VALUE, divisor: 1e-3, unit: 'mg' }],
  kg: [{ from: 1e4, divisor: 1e3, unit: 't' }],
  kWh: [{ from: 1e5, divisor: 1e3, unit: 'MWh' }],
  ms: [{ from: 1e3, divisor: 1e3, unit: 's' }],
}

/** The scale that suits a value; a table or an axis takes the scale of its largest value for all its cells. */
export function scaleOf(unit: Unit, magnitude: number): Scale {
  return others[unit]?.find(({ from }) => Math.abs(magnitude) >= from) ?? { divisor: 1, unit }
}

/** From which printed figure a measure of a page keeps two significant digits: two visits of the same page differ by more than the others say. */
const noisyFrom: Partial<Record<Unit, number>> = { B: 1000, g: 100 }

/**
 * Smallest step worth printing. Two significant digits, and no more than the interval supports (GUM 7.2.6: the result
 * ends at the same place as its uncertainty); without an interval, a ratio keeps hundredths, and a factor of electricity the tenth that
 * its publisher writes.
 */
function printedStep(value: number, unit: Unit, { low, high }: Bounds): number {
  const place = (x: number) => Math.floor(Math.log10(Math.abs(x)))
  // Nobody counts in tenths: a narrow margin does not give decimals to a count.
  const least = unit === 'count' && Number.isInteger(value) ? 1 : 0
  if (low !== null && high !== null && high > low) return Math.max(least, 10 ** Math.min(place((high - low) / 2), value === 0 ? 0 : place(value) - 1))
  if (unit === 'ratio' || unit === 'L/kWh') return 0.01
  if (Math.abs(value) >= (noisyFrom[unit] ?? Infinity)) return 10 ** (place(value) - 1)
  return value === 0 || Math.abs(value) >= 10 ? (unit === 'g/kWh' ? 0.1 : 1) : 10 ** (place(value) - 1)
}

const formats = new Map<string, Intl.NumberFormat>()

/** Kept: making one costs a hundred times its use. */
function formatOf(locale: string, least: number, most: number): Intl.NumberFormat {
  const key = `${locale} ${least} ${most}`
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, { minimumFractionDigits: least, maximumFractionDigits: most })
  formats.set(key, format)
  return format
}

/** `exact`: a last zero is kept, because the interval or the unit says that it is known; "1,0 Mo" would promise too much. */
function writeNumber(value: number, step: number, exact: boolean, locale: string): string {
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  const rounded = Math.round(value / step) * step
  return formatOf(locale, exact ? decimals : 0, decimals).format(rounded)
}

/** A value as its figure, rounded to what its bounds support, and the unit of its scale. */
export function figureWritten(value: number, unit: Unit, locale: string, bounds: Bounds = noBounds, scale: Scale = scaleOf(unit, value)): { figure: string; unit: Scale['unit']; shown: number } {
  const shown = value / scale.divisor
  const exact = bounds.low !== null || unit === 'ratio' || unit === 'L/kWh'
  return { figure: writeNumber(shown, stepOf(value, unit, bounds, scale), exact, locale), unit: scale.unit, shown }
}

/** The two bounds of a value as printed, in the scale of the value. */
export function boundsWritten(value: number, unit: Unit, low: number, high: number, locale: string, scale: Scale = scaleOf(unit, value)): { low: string; high: string; unit: Scale['unit'] } {
  const step = stepOf(value, unit, { low, high }, scale)
  return { low: writeNumber(low / scale.divisor, step, true, locale), high: writeNumber(high / scale.divisor, step, true, locale), unit: scale.unit }
}

/** The value that a figure shows once rounded, in its own unit: what a reader would subtract. */
export function printedValue(value: number, unit: Unit, bounds: Bounds = noBounds): number {
  const scale = scaleOf(unit, value)
  const step = stepOf(value, unit, bounds, scale)
  return Math.round(value / scale.divisor / step) * step * scale.divisor
}

function stepOf(value: number, unit: Unit, { low, high }: Bounds, { divisor }: Scale): number {
  return printedStep(value / divisor, unit, { low: low === null ? null : low / divisor, high: high === null ? null : high / divisor })
}
