import type { Finding, Outcome } from '#model/outcome'
import type { PublishedPage, PublishedSite } from '#model/publication'
import type { RgaaGrid } from '#model/rgaa'
import { isDoubtful } from '#lib/publish/defects'
import { isRead, shownOutcome } from '#lib/publish/site-figures'
import { criteriaOf, criterionNamed } from './rgaa.ts'

/**
 * What the machine says of a criterion, never that it conforms. `failing`: a proven failure, which an auditor may take as a candidate
 * non-conformity. `to-verify`: clues for a person. `absent`: proof that there is nothing to judge. `untested`: nothing is known.
 */
export type MachineState = 'failing' | 'to-verify' | 'absent' | 'untested'
export type MachineFinding = { page: string; audit: string; finding: Finding }
export type MachineCriterion = { number: string; state: MachineState; findings: MachineFinding[] }

/** Only a verdict that says that nothing applies, and names the whole criterion (never one of its tests), proves an absence. */
const kindOf = (outcome: Outcome, finding: Finding): Exclude<MachineState, 'untested'> | null => {
  if (outcome === 'fail') return isDoubtful(finding) ? 'to-verify' : 'failing'
  return outcome === 'to-verify' ? 'to-verify' : outcome === 'not-applicable' ? 'absent' : null
}

type Clue = MachineFinding & { number: string; kind: Exclude<MachineState, 'untested'> }

function cluesOf(site: PublishedSite, page: PublishedPage, grid: RgaaGrid): Clue[] {
  return Object.entries(page.verdicts).flatMap(([audit, { outcome, findings }]) => findings.flatMap((finding) => {
    const kind = kindOf(shownOutcome(site, audit, outcome), finding)
    const named = finding.references.filter(({ standard, id }) => standard === 'rgaa' && (kind !== 'absent' || /^\d+\.\d+$/.test(id)))
    const numbers = new Set(named.flatMap(({ id }) => criterionNamed(grid, id)?.number ?? []))
    return kind === null ? [] : [...numbers].map((number) => ({ number, kind, page: page.id, audit, finding }))
  }))
}

function stateOf(clues: readonly Clue[], pages: readonly PublishedPage[]): MachineState {
  const found = (['failing', 'to-verify'] as const).find((kind) => clues.some((clue) => clue.kind === kind))
  if (found) return found
  const absentOn = new Set(clues.map(({ page }) => page))
  return pages.length > 0 && pages.every((page) => isRead(page) && absentOn.has(page.id)) ? 'absent' : 'untested'
}

/** Every criterion of the grid, in order, as the latest visits of these pages leave it. Absent: on all of them, all read. */
export function machineCriteria(site: PublishedSite, pages: readonly PublishedPage[], grid: RgaaGrid): MachineCriterion[] {
  const clues = Map.groupBy(pages.flatMap((page) => cluesOf(site, page, grid)), ({ number }) => number)
  return criteriaOf(grid).map(({ number }) => {
    const own = clues.get(number) ?? []
    const state = stateOf(own, pages)
    return { number, state, findings: own.filter(({ kind }) => kind === state).map(({ page, audit, finding }) => ({ page, audit, finding })) }
  })
}

/** How many criteria are in each state. */
export function countStates(criteria: readonly MachineCriterion[]): Record<MachineState, number> {
  const counts = { failing: 0, 'to-verify': 0, absent: 0, untested: 0 }
  for (const { state } of criteria) counts[state] += 1
  return counts
}
