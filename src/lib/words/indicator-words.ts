import type { PublishedIndicator, Point } from '#model/indicator'
import type { PublishedCommitment } from '#model/commitment'
import type { Period, Unit } from '#model/quantity'
import { boundFigures, figureOf, formatInterval, formatQuantity, formatShare, printedValue, unitWord, scaleOf } from '#lib/words/format'
import { daysAfter, formatDate, formatPeriod } from '#lib/time/dates'
import { isForeign } from '#lib/words/foreign'
import { fill, locale, t } from '#lib/words/i18n'
import { sourceLocale } from '#lib/words/messages'
import { agreed } from '#lib/words/plural'
import { isBounded, isKnown, wholeMovement, type KnownPoint, type Movement, type Target } from '#lib/publish/series'
import { capital, typeset } from '#lib/words/typography'

/** "le 22 novembre 2026", "en novembre 2026", "en 2026"; German says a bare year otherwise than a month: "im November 2026", "im Jahr 2026". */
function when(period: Period): string {
  return t(period.length === 10 ? 'when.day' : period.length === 4 ? 'when.year' : 'when.period', { period: formatPeriod(period) })
}

/** Two moments, no finer than it takes to tell them apart: two runs of different months are told by their months. */
function whenBoth(from: Period, to: Period): [string, string] {
  const months = [from.slice(0, 7), to.slice(0, 7)] as const
  return months[0] === months[1] ? [when(from), when(to)] : [when(months[0]), when(months[1])]
}

/** The period of a point as a reader may take it: a figure whose document bears no date has none. */
export const pointPeriod = ({ period, undated }: Pick<Point, 'period' | 'undated'>, length: 'long' | 'short' = 'long'): string => (undated ? t('period.undated') : formatPeriod(period, length))

const boundsOf = ({ low, high }: Pick<Point, 'low' | 'high'>) => ({ low, high })

export const quantityOf = (point: KnownPoint, unit: Unit): string => formatQuantity(point.value, unit, boundsOf(point))

/** What an indicator counts, agreed with how many: "1 site", "4 sites". */
export const thingsCounted = (counted: string, n: number): string => agreed(counted, { n }, isForeign(counted) ? sourceLocale : locale)

/** Words of an indicator, agreed with the figures that they are about to hold. */
const agreedWords = (words: string, point: KnownPoint, unit: Unit): string =>
  agreed(words, { value: printedValue(point.value, unit, boundsOf(point)) / scaleOf(unit, point.value).divisor, n: point.n, denominator: point.denominator }, isForeign(words) ? sourceLocale : locale)

/** The one-sentence answer, its figures written as the stone writes them. Null when nothing is known. */
export function answerSentence({ latest, unit, text }: PublishedIndicator): string | null {
  if (!isKnown(latest)) return null
  const bounds = isBounded(latest) ? boundFigures(latest.value, unit, latest.low, latest.high) : null
  const word = unitWord(scaleOf(unit, latest.value))
  const bound = (figure: string | undefined) => (figure === undefined ? '–' : word === '' ? figure : `${figure} ${word}`)
  return typeset(fill(agreedWords(text.answer, latest, unit), {
    value: quantityOf(latest, unit),
    low: bound(bounds?.low),
    high: bound(bounds?.high),
    period: pointPeriod(latest),
    n: latest.n ?? '–',
    denominator: latest.denominator ?? '–',
  }))
}

/** The figure and the words after it: its unit, or, for a count, out of how many of what ("sur 4 sites"). */
export function figureOfLatest({ latest, unit, text: { counted } }: PublishedIndicator): { figure: string; unit: string } | null {
  if (!isKnown(latest)) return null
  const { n, value } = latest
  return { ...figureOf(value, unit, boundsOf(latest)), ...(counted !== undefined && n !== null ? { unit: typeset(t('figure.out-of', { n, counted: agreedWords(counted, latest, unit) })) } : {}) }
}

/** The latest value where it stands alone: "47 ko", "2 sur 4 sites". Null when nothing is known. */
export function latestWords(indicator: PublishedIndicator): string | null {
  const { latest, unit, text } = indicator
  if (!isKnown(latest)) return null
  const outOf = text.counted === undefined ? '' : figureOfLatest(indicator)?.unit
  return outOf ? `${quantityOf(latest, unit)} ${outOf}` : quantityOf(latest, unit)
}

export function intervalWords(point: KnownPoint, unit: Unit): string | null {
  return isBounded(point) && point.high > point.low ? formatInterval(point.value, point.low, point.high, unit) : null
}

/** "25 sur 27 (92 %)", or the share alone. Of months, the count is theirs and the share is of their time: "12 mois sur 12, 99 % du temps". */
export function coverageWords({ n, denominator, coverage }: Pick<Point, 'n' | 'denominator' | 'coverage'>, cadence: PublishedIndicator['cadence'] = 'run'): string | null {
  if (cadence === 'month' && n !== null && denominator !== null && coverage !== null) return t('coverage.months', { n, denominator, share: formatShare(coverage) })
  if (n !== null && denominator !== null) return t(coverage === null ? 'coverage.count' : 'coverage.both', { n, denominator, share: coverage === null ? '' : formatShare(coverage) })
  return coverage === null ? null : t('coverage.share', { share: formatShare(coverage) })
}

/** What moved, in a sentence that never judges: "de 1,4 Mo en mai 2026 à 1,1 Mo le 22 novembre 2026". */
export function movementWords({ from, to, change }: Movement, unit: Unit): string {
  if (change === 'within') return t('movement.within', { since: t(from.period.length === 10 ? 'since.day' : 'since.period', { period: formatPeriod(from.period) }), value: quantityOf(to, unit) })
  const [whenFrom, whenTo] = whenBoth(from.period, to.period)
  return t('movement.clear', { from: quantityOf(from, unit), whenFrom, to: quantityOf(to, unit), whenTo })
}

/** The finding that titles a chart: what moved since the last change of method, or the only value known. */
export function finding(indicator: PublishedIndicator): string {
  const { unit, latest } = indicator
  const movement = wholeMovement(indicator)
  if (movement) return capital(movementWords(movement, unit))
  return isKnown(latest) ? t('finding.single', { value: quantityOf(latest, unit), when: latest.undated ? t('when.undated') : when(latest.period) }) : capital(t('finding.none'))
}

/** Under the finding: the quantity and the grain of the series. */
export function subtitle({ text, cadence }: PublishedIndicator): string {
  return t(`subtitle.${cadence}`, { title: text.title })
}

/** The target of the first promise that follows the indicator with a figure. No promise, no target: none is invented. */
export function targetOf({ id }: Pick<PublishedIndicator, 'id'>, commitments: readonly PublishedCommitment[]): Target | null {
  return commitments.find(({ commitment }) => commitment.indicator === id && commitment.target)?.commitment.target ?? null
}

/** "cible : au plus 1 Mo, fin 2027"; short, under a head that says it is a target: "au plus 1 Mo, fin 2027". */
export function targetWords({ value, due, direction }: Target, unit: Unit, length: 'long' | 'short' = 'long'): string {
  const date = due.endsWith('-12-31') ? t('when.end', { year: due.slice(0, 4) }) : formatDate(due, 'short')
  const words = t(direction === 'at-most' ? 'target.at-most' : 'target.at-least', { value: formatQuantity(value, unit), date })
  return length === 'long' ? t('target.long', { words }) : words
}

/**
 * The move since the last comparable value, signed: "− 0,6 Mo", the difference of the two figures as printed; in words when the margin
 * hides it. A share moves by points: from 23 % to 33 % is 10 points, not 10 %.
 */
export function changeWords({ from, to, change }: Movement, unit: Unit): string {
  if (change === 'within') return t('change.within')
  const [before, after] = [from, to].map((point) => printedValue(point.value, unit, boundsOf(point))) as [number, number]
  return `${change === 'rise' ? '+' : '−'}\u00a0${formatQuantity(Math.abs(after - before), unit === '%' ? 'score' : unit)}`
}

/** Day by which the next value is expected: past it, the value is said old. */
export function nextUpdate({ latestOn, freshDays }: PublishedIndicator): string | null {
  return latestOn === null ? null : daysAfter(latestOn, freshDays)
}
