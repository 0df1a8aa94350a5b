import type { Commitment, CommitmentStatus, PublishedCommitment } from '#model/commitment'
import type { Point, PublishedIndicator } from '#model/indicator'
import type { Unit } from '#model/quantity'
import { formatDate } from '../time/dates.ts'
import { formatInterval, formatQuantity } from '../words/format.ts'
import { daysBetween } from '../time/period.ts'

/** The rules in the order they are tried: the first that applies decides. Nobody chooses a status. */
export const commitmentRules: Readonly<Record<number, { status: CommitmentStatus; rule: string }>> = {
  1: { status: 'kept', rule: 'La promesse est déclarée tenue, avec une preuve.' },
  2: { status: 'no-measurable-target', rule: 'La promesse n’a pas de cible chiffrée, ou aucun indicateur ne la suit.' },
  3: { status: 'no-data', rule: 'L’indicateur n’a pas de valeur, ou seulement une valeur annoncée.' },
  4: { status: 'no-data', rule: 'La dernière valeur est trop ancienne pour juger.' },
  5: { status: 'kept', rule: 'La cible est atteinte, marge d’incertitude comprise.' },
  6: { status: 'late', rule: 'L’échéance est passée et la cible n’est pas atteinte avec certitude.' },
  7: { status: 'on-track', rule: 'La valeur atteint la cible avant l’échéance, mais sa marge ne permet pas encore de l’affirmer.' },
  8: { status: 'no-data', rule: 'Aucun point de départ comparable : le rythme ne peut pas se calculer.' },
  9: { status: 'on-track', rule: 'La valeur, ou le meilleur bord de sa marge, suit la ligne droite du départ à la cible.' },
  10: { status: 'late', rule: 'La valeur est en retrait de cette ligne, et toute sa marge avec elle.' },
}

export type Judged = { status: CommitmentStatus; rule: number; because: string }
type Target = NonNullable<Commitment['target']>
type Followed = { point: Point & { value: number }; on: string; unit: Unit }

function judged(rule: number, because: string): Judged {
  return { status: commitmentRules[rule]?.status ?? 'no-data', rule, because }
}

/** The bounds of a value, the one that favours the promise and the one that does not. */
function bounds({ value, low, high }: Followed['point'], direction: Target['direction']): { best: number; worst: number } {
  const [lowest, highest] = [low ?? value, high ?? value]
  return direction === 'at-most' ? { best: lowest, worst: highest } : { best: highest, worst: lowest }
}

const reaches = (value: number, goal: number, direction: Target['direction']) => (direction === 'at-most' ? value <= goal : value >= goal)

function said({ point, unit }: Followed): string {
  const { value, low, high } = point
  const figure = formatQuantity(value, unit, { low, high })
  return low !== null && high !== null && low < high ? `${figure} (${formatInterval(value, low, high, unit)})` : figure
}

/** Value that the straight line from baseline to target has on a day. The line is flat before the baseline and after the due day. */
export function expectedOn(baseline: { value: number; on: string }, target: { value: number; due: string }, day: string): number {
  const total = daysBetween(baseline.on, target.due)
  const share = total <= 0 ? 1 : Math.min(1, Math.max(0, daysBetween(baseline.on, day) / total))
  return baseline.value + (target.value - baseline.value) * share
}

/** A line may be drawn from the baseline when it is older than the value and no break of the series lies between. */
function comparable(baseline: Commitment['baseline'], followed: Followed, series: readonly Point[]): baseline is NonNullable<Commitment['baseline']> {
  return baseline !== null && baseline.on < followed.on && !series.some(({ breakBefore, period }) => breakBefore && period > baseline.on && period <= followed.point.period)
}

/** Rules 8 to 10: before the due day, target not reached. */
function judgeTrend({ baseline }: Commitment, target: Target, followed: Followed, series: readonly Point[]): Judged {
  if (!comparable(baseline, followed, series))
    return judged(8, baseline === null ? 'Aucun point de départ n’est écrit : le rythme ne peut pas se calculer.' : 'La méthode ou le périmètre a changé depuis le point de départ : le rythme ne peut pas se calculer.')
  const expected = expectedOn(baseline, target, followed.on)
  const line = `${formatQuantity(expected, followed.unit)} attendus au ${formatDate(followed.on)}, ${said(followed)} relevés`
  const { best, worst } = bounds(followed.point, target.direction)
  if (reaches(worst, expected, target.direction)) return judged(9, `Au rythme prévu : ${line}.`)
  return reaches(best, expected, target.direction) ? judged(9, `La marge ne permet pas de dire un retard. ${line}.`) : judged(10, `En retrait du rythme prévu : ${line}.`)
}

/** Rules 5 to 10: a target and a value that can be compared. */
function judgeValue(commitment: Commitment, target: Target, followed: Followed, series: readonly Point[], today: string): Judged {
  const { direction, value: goal, due } = target
  const { best, worst } = bounds(followed.point, direction)
  const against = `${said(followed)}, pour une cible de ${formatQuantity(goal, followed.unit)} ${direction === 'at-most' ? 'au plus' : 'au moins'}`
  if (reaches(worst, goal, direction)) return judged(5, `Cible atteinte : ${against}.`)
  if (due < today) return judged(6, reaches(best, goal, direction) ? `Échéance passée le ${formatDate(due)} ; la marge ne permet pas d’affirmer que la cible est atteinte : ${against}.` : `Échéance passée le ${formatDate(due)} : ${against}.`)
  if (reaches(followed.point.value, goal, direction)) return judged(7, `La valeur atteint la cible, sa marge pas encore : ${against}.`)
  return judgeTrend(commitment, target, followed, series)
}

/**
 * Status of a promise on a day (YYYY-MM-DD), by the rules above. `indicator` is the published indicator it follows, or null.
 * Pure: the same record gives the same status.
 */
export function commitmentStatus(commitment: Commitment, indicator: PublishedIndicator | null, today: string): Judged {
  const { doneOn, proof, target } = commitment
  if (doneOn !== null && doneOn <= today && proof.length > 0) return judged(1, `Déclarée tenue le ${formatDate(doneOn)}, avec une preuve.`)
  if (target === null) return judged(2, 'La promesse ne donne pas de cible chiffrée : Trèfle n’en invente pas.')
  if (indicator === null) return judged(2, 'Aucun indicateur ne suit cette promesse.')
  const { latest, latestOn, unit, series } = indicator
  if (latest === null || latest.value === null || latestOn === null) return judged(3, 'L’indicateur qui suit cette promesse n’a pas encore de valeur.')
  if (latest.state === 'announced') return judged(3, 'La seule valeur connue est annoncée : ce n’est pas un résultat.')
  if (latest.state === 'stale') return judged(4, `La dernière valeur date du ${formatDate(latestOn)} : elle est trop ancienne pour juger.`)
  return judgeValue(commitment, target, { point: { ...latest, value: latest.value }, on: latestOn, unit }, series, today)
}

/** The row of publication/commitments.json. */
export function publishedCommitment(commitment: Commitment, indicator: PublishedIndicator | null, today: string): PublishedCommitment {
  const latest = indicator?.latest ?? null
  return {
    commitment, ...commitmentStatus(commitment, indicator, today),
    current: indicator === null || latest === null || latest.value === null ? null : { value: latest.value, low: latest.low, high: latest.high, period: latest.period, unit: indicator.unit },
  }
}
