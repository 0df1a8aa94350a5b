import { z } from 'zod'
import type { Setting } from '../budgets-file.ts'
import { metricValueId, notTakenNote, resourceValueId, taken, type Rules, type Taken } from './taken.ts'

const ResourceBudget = z.looseObject({ resourceType: z.string(), budget: z.number() })
const BudgetJson = z.array(z.looseObject({
  path: z.string().optional(),
  resourceSizes: z.array(ResourceBudget).optional(),
  resourceCounts: z.array(ResourceBudget).optional(),
  timings: z.array(z.looseObject({ metric: z.string(), budget: z.number() })).optional(),
})).min(1)

/** Sizes of budget.json are in kibibytes, as Lighthouse reads them. */
const kibibyte = 1024

/**
 * A path in the form of robots.txt (Google's, which budget.json names): a prefix, `*` for anything, `$` for the end. Ours wants the whole path.
 */
function patternOf(path: string): string {
  const ends = path.endsWith('$')
  const glob = (ends ? path.slice(0, -1) : path).replaceAll(/\*+/g, '**')
  return ends || glob.endsWith('**') ? glob : `${glob}**`
}

/** budget.json of Lighthouse ("performance budgets"); null when the value is none. Where several fit a page, the last wins, as there. */
export function budgetsOfBudgetJson(value: unknown, name: string): Taken | null {
  const parsed = BudgetJson.safeParse(value)
  if (!parsed.success || parsed.data.every(({ resourceSizes, resourceCounts, timings }) => !resourceSizes && !resourceCounts && !timings)) return null
  const notTaken: string[] = []
  const rule = (id: string | null, max: number, told: string): [string, Setting][] => {
    if (id === null) notTaken.push(told)
    return id === null ? [] : [[id, { level: 'error', max }]]
  }
  const named = parsed.data.map(({ path = '/', resourceSizes = [], resourceCounts = [], timings = [] }) => ({
    pages: [patternOf(path)],
    audits: Object.fromEntries([
      ...resourceSizes.flatMap(({ resourceType, budget }) => rule(resourceValueId(resourceType, 'bytes'), budget * kibibyte, resourceType)),
      ...resourceCounts.flatMap(({ resourceType, budget }) => rule(resourceValueId(resourceType, 'count'), budget, resourceType)),
      ...timings.flatMap(({ metric, budget }) => rule(metricValueId(metric), budget, metric)),
    ]) satisfies Rules,
  }))
  // The last budget that fits a page is the only one: what an earlier one bounds and it does not is off there.
  const bounded = [...new Set(named.flatMap(({ audits }) => Object.keys(audits)))]
  const overrides = named.map(({ pages, audits }) => ({ pages, audits: { ...Object.fromEntries(bounded.map((id): [string, Setting] => [id, 'off'])), ...audits } }))
  return taken({}, overrides, notTakenNote(name, 'limites', notTaken))
}
