import { z } from 'zod'
import type { Setting } from '../budgets-file.ts'
import { notTakenNote, resourceValueId, taken, type Rules, type Taken } from './taken.ts'

const Figures = z.record(z.string(), z.unknown())
const Budget = z.looseObject({ requests: Figures.optional(), transferSize: Figures.optional(), thirdParty: Figures.optional(), googleWebVitals: Figures.optional(), score: Figures.optional() })
const Sitespeed = z.looseObject({ budget: z.looseObject({ ...Budget.shape }) })

const metrics: Readonly<Record<string, string>> = {
  firstContentfulPaint: 'lighthouse/first-contentful-paint', largestContentfulPaint: 'lighthouse/largest-contentful-paint', cumulativeLayoutShift: 'lighthouse/cumulative-layout-shift', totalBlockingTime: 'lighthouse/total-blocking-time',
}

function rulesOf(budget: z.infer<typeof Budget>, notTaken: string[]): Rules {
  const bound = (group: Readonly<Record<string, unknown>> = {}, idOf: (name: string) => string | null) => Object.entries(group).flatMap(([name, max]): [string, Setting][] => {
    const id = idOf(name)
    if (id !== null && typeof max === 'number') return [[id, { level: 'error', max }]]
    notTaken.push(name)
    return []
  })
  return Object.fromEntries([
    ...bound(budget.requests, (name) => resourceValueId(name, 'count')),
    ...bound(budget.transferSize, (name) => resourceValueId(name, 'bytes')),
    ...bound(budget.thirdParty, (name) => (name === 'transferSize' ? 'resources/third-party#bytes' : name === 'requests' ? 'resources/third-party#count' : null)),
    ...bound(budget.googleWebVitals, (name) => metrics[name] ?? null),
  ])
}

const groups = ['requests', 'transferSize', 'thirdParty', 'googleWebVitals']

/** A budget file of sitespeed.io; null when the value is none. Sizes are bytes in both. Scores and timings of its own coach have no counterpart. */
export function budgetsOfSitespeed(value: unknown, name: string): Taken | null {
  const parsed = Sitespeed.safeParse(value)
  if (!parsed.success) return null
  const { budget, ...others } = parsed.data
  const notTaken = [...Object.keys(budget).filter((key) => !groups.includes(key)), ...Object.keys(others)]
  const audits = rulesOf(budget, notTaken)
  return taken(audits, [], notTakenNote(name, 'limites', notTaken))
}
