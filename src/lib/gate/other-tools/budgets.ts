import { budgetsOfBudgetJson } from './budget-json.ts'
import { budgetsOfLighthouserc } from './lighthouserc.ts'
import { budgetsOfPa11yci } from './pa11yci.ts'
import { budgetsOfSitespeed } from './sitespeed.ts'
import type { Taken } from './taken.ts'

/** The budgets that people already keep for another tool, known by what the file holds and not by its name. Null when it is none of theirs. */
export function budgetsOfOtherTool(value: unknown, name: string): Taken | null {
  for (const read of [budgetsOfLighthouserc, budgetsOfBudgetJson, budgetsOfPa11yci, budgetsOfSitespeed]) {
    const found = read(value, name)
    if (found !== null) return found
  }
  return null
}
