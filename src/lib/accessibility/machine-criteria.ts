import type { Finding, Outcome } from '#model/outcome'
import type { MachineState } from '#model/published-accessibility'
import type { RgaaGrid } from '#model/rgaa'
import { isDoubtful } from '#lib/publish/defects'
import { isRead } from '#lib/publish/site-figures'
import { placedPages, type JudgedPage } from './placed-findings.ts'
import { criteriaOf, criterionNamed } from './rgaa.ts'

export type MachineFinding = { page: string; audit: string; finding: Finding }
export type MachineCriterion = { number: string; state: MachineState; findings: MachineFinding[] }

/** Only a verdict that says that nothing applies, and names the whole criterion (never one of its tests), proves an absence. */
const kindOf = (outcome: Outcome, finding: Finding): Exclude<MachineState, 'untested'> | null => {
  if (outcome === 'fail') return isDoubtful(finding) ? 'to-verify' : 'failing'
  return outcome === 'to-verify' ? 'to-verify' : outcome === 'not-applicable' ? 'absent' : null
}

type Clue = MachineFinding & { number: string; kind: Exclude<MachineState, 'untested'> }

function cluesOf(page: JudgedPage, grid: RgaaGrid): Clue[] {
  return Object.entries(page.verdicts).flatMap(([audit, { outcome, findings }]) => findings.flatMap((finding) => {
    const kind = kindOf(outcome, finding)
    const named = finding.references.filter(({ standard, id }) => standard === 'rgaa' && (kind !== 'absent' || /^\d+\.\d+$/.test(id)))
    const numbers = new Set(named.flatMap(({ id }) => criterionNamed(grid, id)?.number ?? []))
    return kind === null ? [] : [...numbers].map((number) => ({ number, kind, page: page.id, audit, finding }))
  }))
}

function stateOf(clues: readonly Clue[], pages: readonly JudgedPage[]): MachineState {
  const found = (['failing', 'to-verify'] as const).find((kind) => clues.some((clue) => clue.kind === kind))
  if (found) return found
  const absentOn = new Set(clues.map(({ page }) => page))
  return pages.length > 0 && pages.every((page) => isRead(page) && absentOn.has(page.id)) ? 'absent' : 'untested'
}

/** Every criterion of the grid, in order, as the latest visits of these pages leave it. Absent: on all of them, all read. */
export function machineCriteria(pages: readonly JudgedPage[], grid: RgaaGrid): MachineCriterion[] {
  const clues = Map.groupBy(placedPages(pages).flatMap((page) => cluesOf(page, grid)), ({ number }) => number)
  return criteriaOf(grid).map(({ number }) => {
    const own = clues.get(number) ?? []
    const state = stateOf(own, pages)
    return { number, state, findings: own.filter(({ kind }) => kind === state).map(({ page, audit, finding }) => ({ page, audit, finding })) }
  })
}
