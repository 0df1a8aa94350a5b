import type { CheckReport } from '#lib/gate/check-report'
import { entriesOf, unmeasuredOf, type Entry } from './entries.ts'

/** A page has no line in the repository: results are put on this file, as code review tools ask for one. */
export type SourceFile = { sourceFile: string }

/** Brackets would make a link of plain text (SARIF 2.1.0, 3.11.6). */
const plain = (text: string) => text.replaceAll(/[\\[\]]/g, '\\$&')

function ruleOf({ rule, title, why, mend, references }: Entry) {
  const helpUri = references.find(({ url }) => url !== undefined)?.url
  return {
    id: rule, shortDescription: { text: plain(title) },
    ...(why === '' ? {} : { fullDescription: { text: plain(why) } }),
    ...(mend === '' ? {} : { help: { text: plain(mend) } }),
    ...(helpUri === undefined ? {} : { helpUri }),
  }
}

function resultOf(entry: Entry, ruleIndex: number, sourceFile: string, compared: boolean) {
  const { id, rule, severity, status, message, url, selector, count, waived, mend } = entry
  return {
    ruleId: rule, ruleIndex, level: severity, kind: 'fail',
    message: { text: plain([`${message} (${url})`, ...(count > 1 ? [`${count} endroits.`] : []), ...(mend === '' ? [] : [mend])].join(' ')) },
    locations: [{
      physicalLocation: { artifactLocation: { uri: encodeURI(sourceFile) }, region: { startLine: 1 } },
      logicalLocations: [{ name: selector || url, fullyQualifiedName: selector === '' ? url : `${url} ${selector}`, kind: 'element' }],
    }],
    partialFingerprints: { 'trefle/v1': id },
    ...(compared ? { baselineState: status === 'new' ? 'new' : 'unchanged' } : {}),
    ...(waived === '' ? {} : { suppressions: [{ kind: 'external', status: 'accepted', justification: plain(waived) }] }),
  }
}

/** SARIF 2.1.0 (OASIS), for GitHub code scanning and its kin. */
export function sarif(report: CheckReport, { sourceFile }: SourceFile): string {
  const entries = entriesOf(report)
  const rules = [...new Map(entries.map((entry) => [entry.rule, entry])).values()]
  const indices = new Map(rules.map(({ rule }, index) => [rule, index]))
  const unmeasured = unmeasuredOf(report)
  const compared = Boolean(report.baseline ?? report.reference)
  const run = {
    tool: { driver: { name: 'Trèfle', version: report.tool.trefle, language: 'fr', rules: rules.map(ruleOf) } },
    language: 'fr', columnKind: 'utf16CodeUnits',
    invocations: [{
      executionSuccessful: unmeasured.length === 0,
      ...(report.at === undefined ? {} : { endTimeUtc: report.at }),
      ...(report.gate === undefined ? {} : { exitCode: report.gate.exitCode }),
      toolExecutionNotifications: unmeasured.map(({ url, reason }) => ({ level: 'error', message: { text: plain(`Page non mesurée : ${url}. ${reason}`) } })),
    }],
    results: entries.map((entry) => resultOf(entry, indices.get(entry.rule) ?? -1, sourceFile, compared)),
  }
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`
}
