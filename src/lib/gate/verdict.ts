import type { CheckReport, Gate, JudgedBudget } from './check-report.ts'
import { counted } from './value-words.ts'

export type OnUnmeasured = 'fail' | 'warn'
type Coverage = NonNullable<CheckReport['coverage']>

/**
 * What the check decides (docs/guides/exit-codes.md). A budget that is exceeded at every load is exceeded, whatever the others say: 1.
 * Else what was asked for and could not be seen, or not steadily, is neither green nor red: 3, or 0 when it was asked only to warn. When
 * nothing at all was measured, it is 3 in every case.
 */
export function verdictOf(budgets: readonly JudgedBudget[], coverage: Coverage, ruleset: string, onUnmeasured: OnUnmeasured): Gate {
  const of = (outcome: JudgedBudget['outcome'], level?: JudgedBudget['level']) => budgets.filter((budget) => budget.outcome === outcome && (level === undefined || budget.level === level)).length
  const nothing = coverage.measured + coverage.partial === 0
  const [failed, unmeasured, unstable] = [of('fail'), of('unmeasured', 'error'), of('unstable', 'error')]
  const reasons = [
    ...(failed > 0 ? [`${counted(failed, 'budget dépassé', 'budgets dépassés')}.`] : []),
    ...(coverage.notMeasured > 0 ? [`${counted(coverage.notMeasured, 'page demandée n’a pas pu être mesurée', 'pages demandées n’ont pas pu être mesurées')}.`] : []),
    ...(unmeasured > 0 ? [`${counted(unmeasured, 'budget sans mesure', 'budgets sans mesure')}.`] : []),
    ...(of('unstable') > 0 ? [`${counted(of('unstable'), 'budget instable, non jugé', 'budgets instables, non jugés')}.`] : []),
    ...(of('warn') > 0 ? [`${counted(of('warn'), 'avertissement', 'avertissements')}.`] : []),
    ...(of('learning') > 0 ? [`${counted(of('learning'), 'budget en apprentissage', 'budgets en apprentissage')} : il n’y a pas encore de quoi comparer.`] : []),
  ]
  const undecided = coverage.notMeasured + unmeasured + unstable > 0
  const held = undecided && (onUnmeasured === 'fail' || nothing)
  const outcome = failed > 0 ? 'fail' : held ? 'undecided' : budgets.length === 0 ? 'none' : undecided || of('warn') + of('unstable') + of('unmeasured') > 0 ? 'warn' : of('learning') > 0 ? 'learning' : 'pass'
  return { outcome, exitCode: failed > 0 ? 1 : held ? 3 : 0, reasons, ruleset }
}
