import type { MachineState } from '#model/published-accessibility'
import type { RgaaGrid } from '#model/rgaa'
import { machineCriteria } from './machine-criteria.ts'
import type { JudgedPage } from './placed-findings.ts'

/**
 * How many criteria of the grid have a proven failure, are to verify, were not tested: the three numbers of every page that speaks of
 * accessibility, with this one meaning. `absent` completes them to the whole grid.
 */
export type ThreeNumbers = Readonly<Record<MachineState, number>>

/** Of several sites, a criterion has the state of the one where most is known against it; absent only where all lack its object. */
const gravest: readonly MachineState[] = ['failing', 'to-verify', 'untested', 'absent']

/** The three numbers over the pages of each of these sites. */
export function threeNumbers(sites: readonly (readonly JudgedPage[])[], grid: RgaaGrid): ThreeNumbers {
  const states = Map.groupBy(sites.flatMap((pages) => machineCriteria(pages, grid)), ({ number }) => number)
  const counts = { failing: 0, 'to-verify': 0, absent: 0, untested: 0 }
  for (const same of states.values()) {
    const worst = gravest.find((state) => same.some((one) => one.state === state))
    if (worst) counts[worst] += 1
  }
  return counts
}
