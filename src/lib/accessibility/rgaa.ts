import type { AutomationClass, RgaaCriterion, RgaaGrid } from '#model/rgaa'

/** How many criteria and tests a version of the RGAA has, and how far a machine goes: `provable` includes `decidable`. */
export type MachineReach = { criteria: number; tests: number; decidable: number; provable: number; classes: Readonly<Record<AutomationClass, number>> }

export const criteriaOf = ({ themes }: RgaaGrid): RgaaCriterion[] => themes.flatMap(({ criteria }) => criteria)

/** Address of a criterion in the official text. */
export const criterionUrl = ({ url }: RgaaGrid, { number }: RgaaCriterion): string => `${url}#${number}`

export function machineReach(grid: RgaaGrid): MachineReach {
  const all = criteriaOf(grid)
  const classes = { A: 0, B: 0, C: 0, D: 0, E: 0 }
  for (const { automation } of all) classes[automation] += 1
  return { criteria: all.length, tests: all.reduce((sum, { tests }) => sum + tests, 0), decidable: classes.A, provable: classes.A + classes.B, classes }
}

const indexes = new WeakMap<RgaaGrid, ReadonlyMap<string, RgaaCriterion>>()

/** Kept: every finding of every page asks. */
function byNumber(grid: RgaaGrid): ReadonlyMap<string, RgaaCriterion> {
  const index = indexes.get(grid) ?? new Map(criteriaOf(grid).map((criterion) => [criterion.number, criterion]))
  indexes.set(grid, index)
  return index
}

/** The criterion that a reference names: a test ("1.9.2") or the criterion itself ("1.9"). Null when this version has none. */
export function criterionNamed(grid: RgaaGrid, reference: string): RgaaCriterion | null {
  const [, number, test = '1'] = /^(\d+\.\d+)(?:\.(\d+))?$/.exec(reference) ?? []
  const criterion = number === undefined ? undefined : byNumber(grid).get(number)
  return criterion && Number(test) >= 1 && Number(test) <= criterion.tests ? criterion : null
}
