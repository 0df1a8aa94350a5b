import { CriterionStatus, type CriterionStatuses } from '#model/manual-audit'
import type { RgaaGrid } from '#model/rgaa'
import { criteriaOf } from '#lib/accessibility/rgaa'
import { UsageError } from '../command/errors.ts'

/** Where a cell stands, as a person would say it: "P02, ligne 14". */
export type Place = string

/** A status as people type it; an empty cell was not tested. Throws a UsageError that names the place. */
export function statusOf(text: string, place: Place): CriterionStatus {
  const word = text.trim().toUpperCase().replaceAll(/[^A-Z]/g, '')
  if (word === '') return 'NT'
  const status = CriterionStatus.safeParse(word)
  if (!status.success) throw new UsageError(`${place} : « ${text.slice(0, 40)} » n’est pas un statut.`, 'Écrivez C (conforme), NC (non conforme), NA (non applicable) ou NT (non testé).')
  return status.data
}

/**
 * Numbers the criteria of one column in the order of the grid. A spreadsheet that took "4.10" for a number gives "4.1" again: after
 * "4.9" it is 4.10. A bare rank ("3") belongs to the theme beside it. Throws a UsageError for a number that the grid does not have, or
 * has already.
 */
export function criterionReader(grid: RgaaGrid): (text: string, theme: string, place: Place) => string {
  const known = new Set(criteriaOf(grid).map(({ number }) => number))
  const seen = new Set<string>()
  return (text, theme, place) => {
    const written = text.trim().replace(',', '.')
    const named = /^\d+$/.test(written) ? `${/^\d+/.exec(theme.trim())?.[0] ?? ''}.${written}` : written
    const number = /\.1$/.test(named) && seen.has(named) && seen.has(named.replace(/1$/, '9')) ? `${named}0` : named
    if (!known.has(number)) throw new UsageError(`${place} : « ${text.slice(0, 40)} » n’est pas un critère du RGAA ${grid.version}.`, 'Écrivez le numéro du critère, par exemple 1.1.')
    if (seen.has(number)) throw new UsageError(`${place} : le critère ${number} est écrit deux fois.`, 'Gardez une seule ligne par critère.')
    seen.add(number)
    return number
  }
}

/** True when somebody judged something. */
export const isJudged = (statuses: CriterionStatuses): boolean => Object.values(statuses).some((status) => status !== 'NT')
