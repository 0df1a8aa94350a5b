import type { Unit } from '#model/quantity'

const number = new Intl.NumberFormat('fr-FR', { maximumSignificantDigits: 4 })

/** A figure and its unit as a sentence says them; bytes in kilobytes. */
export function spokenValue(value: number, unit: Unit | null): string {
  if (unit === 'B') return `${number.format(value / 1000)} ko`
  if (unit === null || unit === 'count' || unit === 'ratio') return number.format(value)
  if (unit === 'score') return `${number.format(value)} / 100`
  return `${number.format(value)} ${unit === 'day' ? 'jours' : unit}`
}

/** "1 écart", "2 écarts"; French counts none as one. */
export const counted = (count: number, one: string, several: string): string => `${count} ${count > 1 ? several : one}`

/** Scores and days that are left: the more the better. Of everything else, less is better. */
export const moreIsBetter = (unit: Unit | null): boolean => unit === 'score' || unit === 'day'
