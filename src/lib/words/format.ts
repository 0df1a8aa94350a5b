import type { Unit } from '#model/quantity'
import { t } from '#lib/words/i18n'
import { locale, writtenLocale } from '#lib/words/locale'
import { boundsWritten, figureWritten, scaleOf, type Bounds, type Scale } from '#lib/words/rounding'

export { printedValue, scaleOf } from '#lib/words/rounding'
export type { Bounds, Scale } from '#lib/words/rounding'

export type Figure = { figure: string; unit: string }

/** A value as its figure ("5,4") and its unit in words ("ans"), so that the two can be set apart. Unknown is never a figure. */
export function figureOf(value: number, unit: Unit, bounds?: Bounds, scale: Scale = scaleOf(unit, value)): Figure {
  const { figure, shown } = figureWritten(value, unit, writtenLocale, bounds, scale)
  return { figure, unit: unitWord(scale, shown) }
}

/** Word or sign of a unit, agreed with its value; empty for a bare count or ratio. */
export function unitWord(scale: Scale, shown = 2): string {
  return t(`unit.${scale.unit}`, { count: Math.abs(shown) })
}

/** "1 100 ko", "38 %", "5,4 ans": rounded to what the interval allows, with no-break spaces; in the scale of its table when it is given one. */
export function formatQuantity(value: number, unit: Unit, bounds?: Bounds, scale: Scale = scaleOf(unit, value)): string {
  return join(figureOf(value, unit, bounds, scale))
}

/** What stands between a figure and its per cent sign: a narrow space in French, a space in German, nothing in English. */
const percentGaps: Readonly<Record<string, string>> = { fr: '\u202f', en: '' }
const percentGap = percentGaps[locale] ?? '\u00a0'

/** A figure and its unit in one text, with a no-break space. */
export function join({ figure, unit }: Figure): string {
  return unit === '' ? figure : `${figure}${unit === '%' ? percentGap : '\u00a0'}${unit}`
}

/** The two bounds of a value as printed, in the scale of the value. */
export function boundFigures(value: number, unit: Unit, low: number, high: number, scale: Scale = scaleOf(unit, value)): { low: string; high: string } {
  const written = boundsWritten(value, unit, low, high, writtenLocale, scale)
  return { low: written.low, high: written.high }
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
  return `${percent}${percentGap}%`
}
