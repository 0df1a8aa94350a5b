import type { Change, PartChange, PublishedExplanation } from '#model/explanation'
import type { Point, PublishedIndicator } from '#model/indicator'
import type { Unit } from '#model/quantity'
import { formatPeriod } from '../time/dates.ts'
import { figureOf, formatInterval, formatQuantity, join, scaleOf, type Figure } from '../words/format.ts'
import { t } from '../words/i18n.ts'
import { marks } from './words.ts'

/** `effect`: as it is drawn, in the unit of the figure; `shown`: as it is read. */
export type CauseWords = { name: string; says: string; effect: number; shown: string }
/** The answer to someone who asks why: one sentence, the main causes, then each effect, and what may be said of them. */
export type ChangeWords = { answer: string; main: string; rows: CauseWords[]; total: Figure; caution: string }

type Bounded = Pick<Point, 'low' | 'high'>
type Bounds = { low: number; high: number }

/** Under this share of the largest effect, a cause is not named among the main ones. */
const NAMED_SHARE = 0.25
/** Under this share of the figure, what is left of an effect by the last bits of a sum is none. */
const NOTHING = 1e-9

/** "+1 200 kg": all the effects of a change in one scale. */
function signer(unit: Unit, ends: readonly number[], bounds?: Bounds): (effect: number) => Figure {
  const largest = Math.max(...ends.map(Math.abs))
  return (effect) => {
    if (Math.abs(effect) <= NOTHING * largest) return { figure: '0', unit: '' }
    const { figure, unit: word } = figureOf(effect, unit, bounds, scaleOf(unit, bounds === undefined ? largest : effect))
    return { figure: `${effect > 0 ? '+' : ''}${figure}`, unit: word }
  }
}

function mainCauses(rows: readonly CauseWords[]): string {
  const largest = Math.max(...rows.map(({ effect }) => Math.abs(effect)))
  const main = rows.filter(({ effect, shown }) => shown !== '0' && Math.abs(effect) > NAMED_SHARE * largest).toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
  return main.length === 0 ? t('explain.change.no-main') : t('explain.change.main', { causes: main.map(({ name, shown }) => `${name} (${shown})`).join(t('explain.change.and')) })
}

/** Of the fleet, whose difference has an interval of its own. */
export function changeWords({ from, to, effects, low, high, significant }: Change): ChangeWords {
  const difference = to.kgCO2e - from.kgCO2e
  const bounds = { low, high }
  const signed = signer('kg', [from.kgCO2e, to.kgCO2e], bounds)
  const told = { from: from.period, to: to.period, interval: formatInterval(difference, low, high, 'kg'), effect: significant ? formatQuantity(Math.abs(difference), 'kg', bounds) : join(signed(difference)) }
  const rows = effects.map(({ cause, kgCO2e }) => ({ name: t(`explain.cause.${cause}`), says: t(`explain.cause.${cause}.says`), effect: kgCO2e, shown: join(signed(kgCO2e)) }))
  return {
    answer: significant ? t(difference > 0 ? 'explain.change.fleet-up' : 'explain.change.fleet-down', told) : t('explain.change.fleet-unsure', told),
    main: mainCauses(rows), rows, total: signed(difference),
    caution: `${t('explain.change.devices', { before: from.devices, after: to.devices, from: from.period, to: to.period })} ${t('explain.change.shapley')}`,
  }
}

/** The interval of a change is not known from those of its ends, which share their factors: what they allow to say, and no more. */
function cautionOf(before: Bounded, after: Bounded): string {
  if (before.low === null || before.high === null || after.low === null || after.high === null) return t('explain.change.no-interval')
  return t(before.low <= after.high && after.low <= before.high ? 'explain.change.overlap' : 'explain.change.apart')
}

/** Of any other figure, from the heaviest cause; what has no effect is not told. */
export function partChangeWords({ from, to, effects }: PartChange, unit: Unit, ends: readonly [Bounded, Bounded]): ChangeWords {
  const difference = to.value - from.value
  // What a share gains is points: 79 % and 8 points are 87 %, 79 % and 8 % are not.
  const signed = signer(unit === '%' ? 'score' : unit, [from.value, to.value])
  const rows = effects.map(({ cause, label, effect }) => ({
    name: cause === 'part' ? label : t(`explain.part.${cause}`), says: cause === 'part' ? '' : t(`explain.part.${cause}.says`), effect, shown: join(signed(effect)),
  })).filter(({ shown }) => shown !== '0').toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
  const told = { from: formatPeriod(from.period), to: formatPeriod(to.period), before: formatQuantity(from.value, unit), after: formatQuantity(to.value, unit), effect: join(signed(difference)) }
  return {
    answer: t(rows.length === 0 ? 'explain.change.none' : 'explain.change.answer', told),
    main: mainCauses(rows), rows, total: signed(difference), caution: `${cautionOf(...ends)} ${t('explain.change.shapley')}`,
  }
}

/** For a terminal, or in Markdown. */
export function spokenChange({ answer, main, rows, total, caution }: ChangeWords, format: 'text' | 'md'): string {
  const { item } = marks[format]
  const line = (shown: string, name: string, says = '') => item(`${shown.padStart(12)}   ${name}${says === '' ? '' : ` : ${says}`}`)
  return [answer, main, '', ...rows.map(({ name, says, shown }) => line(shown, name, says)), line(join(total), t('explain.change.total')), '', caution].join('\n')
}

/** The change that an explanation tells, with its two periods; null when it tells none. */
export function changeOf({ change, split }: Pick<PublishedExplanation, 'change' | 'split'>, { unit, series }: Pick<PublishedIndicator, 'unit' | 'series'>): { from: string; to: string; words: ChangeWords } | null {
  if (change !== null) return { from: change.from.period, to: change.to.period, words: changeWords(change) }
  const ends = [split?.from, split?.to].flatMap((side) => series.findLast(({ period }) => period === side?.period) ?? [])
  const [before, after] = ends
  if (split === undefined || before === undefined || after === undefined) return null
  return { from: split.from.period, to: split.to.period, words: partChangeWords(split, unit, [before, after]) }
}
