import type { Unit } from '#model/quantity'
import { locale, t } from '#lib/words/i18n'

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
 * ends at the same place as its uncertainty); without an interval, a ratio keeps hundredths.
 */
function printedStep(value: number, unit: Unit, { low, high }: Bounds): number {
  const place = (x: number) => Math.floor(Math.log10(Math.abs(x)))
  // Nobody counts in tenths: a narrow margin does not give decimals to a count.
  const least = unit === 'count' && Number.isInteger(value) ? 1 : 0
  if (low !== null && high !== null && high > low) return Math.max(least, 10 ** Math.min(place((high - low) / 2), value === 0 ? 0 : place(value) - 1))
  if (unit === 'ratio' || unit === 'L/kWh') return 0.01
  if (Math.abs(value) >= (noisyFrom[unit] ?? Infinity)) return 10 ** (place(value) - 1)
  return value === 0 || Math.abs(value) >= 10 ? 1 : 10 ** (place(value) - 1)
}

/** `exact`: a last zero is kept, because the interval or the unit says that it is known; "1,0 Mo" would promise too much. */
function writeNumber(value: number, step: number, exact: boolean): string {
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  const rounded = Math.round(value / step) * step
  return new Intl.NumberFormat(locale, { minimumFractionDigits: exact ? decimals : 0, maximumFractionDigits: decimals }).format(rounded)
}

export type Figure = { figure: string; unit: string }

/** A value as its figure ("5,4") and its unit in words ("ans"), so that the two can be set apart. Unknown is never a figure. */
export function figureOf(value: number, unit: Unit, bounds: Bounds = noBounds, scale: Scale = scaleOf(unit, value)): Figure {
  const shown = value / scale.divisor
  const step = printedStep(shown, unit, { low: bounds.low === null ? null : bounds.low / scale.divisor, high: bounds.high === null ? null : bounds.high / scale.divisor })
  const exact = bounds.low !== null || unit === 'ratio' || unit === 'L/kWh'
  return { figure: writeNumber(shown, step, exact), unit: unitWord(scale, shown) }
}

/** The value that a figure shows once rounded, in its own unit: what a reader would subtract. */
export function printedValue(value: number, unit: Unit, bounds: Bounds = noBounds): number {
  const { divisor } = scaleOf(unit, value)
  const step = printedStep(value / divisor, unit, { low: bounds.low === null ? null : bounds.low / divisor, high: bounds.high === null ? null : bounds.high / divisor })
  return Math.round(value / divisor / step) * step * divisor
}

/** Word or sign of a unit, agreed with its value; empty for a bare count or ratio. */
export function unitWord(scale: Scale, shown = 2): string {
  return t(`unit.${scale.unit}`, { count: Math.abs(shown) })
}

/** "1 100 ko", "38 %", "5,4 ans": rounded to what the interval allows, with no-break spaces; in the scale of its table when it is given one. */
export function formatQuantity(value: number, unit: Unit, bounds: Bounds = noBounds, scale: Scale = scaleOf(unit, value)): string {
  return join(figureOf(value, unit, bounds, scale))
}

function join({ figure, unit }: Figure): string {
  return unit === '' ? figure : `${figure}${unit === '%' ? '\u202f' : '\u00a0'}${unit}`
}

/** The two bounds of a value as printed, in the scale of the value. */
export function boundFigures(value: number, unit: Unit, low: number, high: number, scale: Scale = scaleOf(unit, value)): { low: string; high: string } {
  const [shown, from, to] = [value, low, high].map((x) => x / scale.divisor) as [number, number, number]
  const step = printedStep(shown, unit, { low: from, high: to })
  return { low: writeNumber(from, step, true), high: writeNumber(to, step, true) }
}

/** "entre 5,1 et 5,7 ans", rounded like the value it surrounds. */
export function formatInterval(value: number, low: number, high: number, unit: Unit): string {
  const scale = scaleOf(unit, value)
  const bounds = boundFigures(value, unit, low, high, scale)
  return t('interval.between', { low: bounds.low, high: join({ figure: bounds.high, unit: unitWord(scale, high / scale.divisor) }) })
}

/** "92 %" of a share 0..1; never rounded to a full 100 % or an empty 0 % that is not one. */
export function formatShare(share: number): string {
  const percent = share > 0 && share < 1 ? Math.min(99, Math.max(1, Math.round(share * 100))) : share * 100
  return `${percent}\u202f%`
}
