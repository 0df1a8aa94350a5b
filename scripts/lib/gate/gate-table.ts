import { changeWords } from '#lib/ci-reports/report-words'
import type { CheckReport, JudgedBudget } from '#lib/gate/check-report'
import { colours } from '../command/terminal.ts'

const signs: Record<JudgedBudget['outcome'], string> = {
  fail: '◆ dépassé', warn: '◇ avertissement', unstable: '◌ instable, non jugé', unmeasured: '○ non mesuré', learning: '… apprentissage', pass: '● tenu',
}
const verdicts: Record<NonNullable<CheckReport['gate']>['outcome'], string> = {
  none: 'Aucun budget : rien n’est jugé.', pass: '● Budgets tenus.', warn: '◇ Budgets tenus, avec des avertissements.', fail: '◆ Budgets dépassés.',
  learning: '… Apprentissage : les budgets absolus sont tenus.', undecided: '○ Pas de verdict : tout n’a pas pu être mesuré, ou pas de façon stable.',
}

const shownChanges = 10
const shownBudgets = 30

/** The end of the table of `trefle check`: budgets, what is new, what changed, what is paid, coverage and verdict. */
export function gateTable(report: CheckReport): string {
  const { bold } = colours(process.stdout)
  const sections = [
    ['Budgets', budgetLines(report)], ['Ce qui a changé, le plus lourd d’abord', changeLines(report)], ['Dettes', debtLines(report)], ['Dérogations', waiverLines(report)], ['Verdict', verdictLines(report)],
  ] as const
  return sections.filter(([, lines]) => lines.length > 0).map(([title, lines]) => [bold(title), ...lines, ''].join('\n')).join('\n')
}

const more = (all: number, shown: number): string[] => (all > shown ? [`  … et ${all - shown} de plus (--format json)`] : [])

function budgetLines({ budgets = [], findings = [] }: CheckReport): string[] {
  const { yellow, dim } = colours(process.stdout)
  const told = budgets.filter(({ outcome }) => outcome !== 'pass')
  const lines = told.slice(0, shownBudgets).flatMap((budget) => {
    const line = `  ${signs[budget.outcome].padEnd(22)} ${budget.value.padEnd(34)} ${budget.scope.page}`
    const found = budget.kind === 'gaps' ? findings.filter(({ rule, page, status }) => rule === budget.value && page === budget.scope.page && status === 'new') : []
    return [budget.outcome === 'fail' ? yellow(line) : line, `      ${budget.message}`, ...found.slice(0, 1).map(({ mend, reproduce, fingerprint }) => dim(`      ${mend} [${fingerprint}]\n      ${reproduce}`))]
  })
  const held = budgets.length - told.length
  return budgets.length === 0 ? [] : [...lines, ...more(told.length, shownBudgets), `  ${signs.pass.padEnd(22)} ${held} sur ${budgets.length}`]
}

function changeLines({ changes = [] }: CheckReport): string[] {
  const { dim } = colours(process.stdout)
  const lines = changes.slice(0, shownChanges).flatMap((change) => [`  ${changeWords(change)}`, `      ${change.what} — ${change.page}`, dim(`      ${change.mend}`)])
  return [...lines, ...more(changes.length, shownChanges)]
}

function debtLines({ baseline }: CheckReport): string[] {
  if (!baseline) return []
  const paid = baseline.paid.slice(0, 5).map(({ rule, page, message }) => `  ✓ payée : ${rule} ${page} — ${message}`)
  return [`  ${baseline.known} connues, ${baseline.new} nouvelles, ${baseline.paid.length} payées (${baseline.file})`, ...paid, ...(baseline.paid.length > 0 ? ['  Resserrez avec --update-baseline.'] : [])]
}

const waiverLines = ({ waivers = [] }: CheckReport): string[] => waivers.map(({ reason, owner, until, state }) => `  ${state === 'expired' ? `finie depuis le ${until}` : 'sans objet'} : ${reason} (${owner})`)

function verdictLines({ gate, coverage, reference }: CheckReport): string[] {
  const compared = reference ? [`  Comparé à ${reference.name}${reference.interleaved ? ', mesuré en alternance' : reference.at === null ? ' (pas encore de rapport)' : `, du ${reference.at.slice(0, 10)}`}.`] : []
  const seen = coverage ? [`  Pages mesurées : ${coverage.measured + coverage.partial} sur ${coverage.asked}${coverage.partial > 0 ? `, dont ${coverage.partial} en partie` : ''}${coverage.leftOut > 0 ? ` ; connues et non demandées : ${coverage.leftOut}` : ''}.`] : []
  return [...compared, ...seen, ...(gate ? [...gate.reasons.map((reason) => `  ${reason}`), `  ${verdicts[gate.outcome]} Règles ${gate.ruleset}.`] : [])]
}
