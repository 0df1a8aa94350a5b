import { z } from 'zod'
import { Pass, Profile } from '#model/evidence'
import type { CheckedPage, CheckReport, GateFinding, JudgedBudget } from './check-report.ts'
import { pageKey } from './fingerprint.ts'

const Place = { page: z.string(), pass: Pass, profile: Profile, rule: z.string(), message: z.string() }

/**
 * trefle.baseline.json: the debts of the day it was first written. It only ever shrinks: a debt that is paid leaves it, and a new one is
 * mended, or waived by somebody with a reason and an end.
 */
export const Baseline = z.strictObject({
  schema: z.literal('trefle/baseline@1'),
  ruleset: z.string(),
  gaps: z.array(z.strictObject({ fingerprint: z.string(), count: z.int().positive(), ...Place })),
  /** Figures beyond their limit: the worst of the loads, in the unit of the budget. */
  figures: z.array(z.strictObject({ budget: z.string(), accepted: z.number(), ...Place })),
})
export type Baseline = z.infer<typeof Baseline>
type Debt = Baseline['gaps'][number] | Baseline['figures'][number]

/** Loads of one page differ by a few bytes (dates, identifiers): a debt has grown when it is beyond this share of what was accepted. */
const tolerance = 0.01

/** The limits that the debts of the baseline stand for, by budget. */
export function acceptedFigures(baseline: Baseline | null): Map<string, number> {
  return new Map(baseline?.figures.map(({ budget, accepted }) => [budget, accepted * (isFloor(budget) ? 1 - tolerance : 1 + tolerance)]))
}

const isFloor = (budget: string): boolean => budget.split(' ')[1] === 'min'

/** How many places of each fingerprint are accepted. */
export const acceptedGaps = (baseline: Baseline | null): Map<string, number> => new Map(baseline?.gaps.map(({ fingerprint, count }) => [fingerprint, count]))

type Seen = { pages: readonly CheckedPage[]; findings: readonly GateFinding[]; budgets: readonly JudgedBudget[] }

/** What of the baseline this check could see again: its page was read whole, and its rule judged. */
function wasJudged({ page, pass, profile, rule }: Debt, { pages }: Seen): boolean {
  const [audit] = rule.split('#')
  return pages.some((seen) => pageKey(seen) === page && seen.pass === pass && seen.profile === profile && seen.status === 'measured'
    && (seen.results.some((result) => result.audit === audit && result.outcome !== 'unknown') || seen.figures?.[rule] !== undefined))
}

/** Worst of the loads of a budget that is a debt: beyond its own limit at every load; null when it no longer is. */
function figureDebt({ kind, outcome, accepted, limit, bound, measured, spread }: JudgedBudget): number | null {
  const written = bound ?? limit
  if ((kind !== 'max' && kind !== 'min') || measured === null || written === null) return null
  const [low, high] = spread ?? [measured, measured]
  const worst = kind === 'max' ? high : low
  const isDebt = accepted === undefined ? outcome === 'fail' || outcome === 'warn' : kind === 'max' ? worst > written : worst < written
  return isDebt ? worst : null
}

/** The debts that are no more. */
export function paidDebts(baseline: Baseline, seen: Seen): NonNullable<CheckReport['baseline']>['paid'] {
  const left = new Set(seen.findings.map(({ fingerprint }) => fingerprint))
  const gaps = baseline.gaps.filter((debt) => wasJudged(debt, seen) && !left.has(debt.fingerprint)).map(({ fingerprint, ...debt }) => ({ name: fingerprint, ...debt }))
  const figures = baseline.figures.filter((debt) => {
    const budget = seen.budgets.find(({ id }) => id === debt.budget)
    return budget !== undefined && budget.outcome !== 'unmeasured' && figureDebt(budget) === null
  }).map(({ budget, ...debt }) => ({ name: budget, ...debt }))
  return [...gaps, ...figures].map(({ name, page, rule, message }) => ({ name, page, rule, message }))
}

/** The baseline of a first check: every gap that a budget speaks of and no waiver covers, every figure beyond its limit. */
export function firstBaseline(ruleset: string, seen: Seen): Baseline {
  return sorted({
    schema: 'trefle/baseline@1', ruleset,
    gaps: seen.findings.filter(({ level, status }) => level !== 'off' && status !== 'waived' && status !== 'seen-once')
      .map(({ fingerprint, count, page, pass, profile, rule, finding }) => ({ fingerprint, count, page, pass, profile, rule, message: finding.message })),
    figures: seen.budgets.flatMap((budget) => {
      const accepted = figureDebt(budget)
      const { page, pass, profile } = budget.scope
      return accepted === null ? [] : [{ budget: budget.id, accepted, page, pass, profile, rule: budget.value, message: budget.message }]
    }),
  })
}

/** The same baseline, tightened: what is paid leaves, what is smaller shrinks, nothing grows and nothing is added. What was not seen stays. */
export function tightened(baseline: Baseline, seen: Seen): Baseline {
  const now = firstBaseline(baseline.ruleset, seen)
  const counts = acceptedGaps(now)
  const figures = new Map(now.figures.map(({ budget, accepted }) => [budget, accepted]))
  const paid = new Set(paidDebts(baseline, seen).map(({ name }) => name))
  return sorted({
    ...baseline,
    gaps: baseline.gaps.filter(({ fingerprint }) => !paid.has(fingerprint)).map((debt) => ({ ...debt, count: Math.min(debt.count, counts.get(debt.fingerprint) ?? debt.count) })),
    figures: baseline.figures.filter(({ budget }) => !paid.has(budget)).map((debt) => {
      const better = isFloor(debt.budget) ? Math.max : Math.min
      return { ...debt, accepted: better(debt.accepted, figures.get(debt.budget) ?? debt.accepted) }
    }),
  })
}

/** In an order that does not depend on the check, so that a review of the file shows what changed alone. */
function sorted(baseline: Baseline): Baseline {
  const by = <D extends Debt>(nameOf: (debt: D) => string) => (a: D, b: D): number => (`${a.page} ${a.rule} ${nameOf(a)}` < `${b.page} ${b.rule} ${nameOf(b)}` ? -1 : 1)
  return { ...baseline, gaps: baseline.gaps.toSorted(by(({ fingerprint }) => fingerprint)), figures: baseline.figures.toSorted(by(({ budget }) => budget)) }
}
