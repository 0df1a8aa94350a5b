import type { CheckReport } from '#lib/gate/check-report'
import { entriesOf, type Severity } from './entries.ts'
import type { SourceFile } from './sarif.ts'

const severities: Record<Severity, string> = { error: 'major', warning: 'minor', note: 'info' }

/** GitLab Code Quality (docs.gitlab.com/ci/testing/code_quality): a list of issues, told apart by fingerprints that hold no figure. */
export function gitlabCodeQuality(report: CheckReport, { sourceFile }: SourceFile): string {
  const issues = entriesOf(report).filter(({ status }) => status !== 'waived').map(({ id, rule, severity, message, url, selector }) => ({
    description: `${message} (${selector === '' ? url : `${url} ${selector}`})`,
    check_name: rule, fingerprint: id, severity: severities[severity],
    location: { path: sourceFile, lines: { begin: 1 } },
  }))
  return `${JSON.stringify(issues, null, 2)}\n`
}
