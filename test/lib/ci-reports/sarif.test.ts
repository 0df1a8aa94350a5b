import { describe, expect, it } from 'vitest'
import { sarif } from '#lib/ci-reports/sarif'
import { isSarif } from './published-schemas.ts'
import { corpus, finding, hostileReport, sampleReport } from './sample-report.ts'

type Log = { runs: [{ tool: { driver: { rules: { id: string }[] } }; invocations: { executionSuccessful: boolean; toolExecutionNotifications: { message: { text: string } }[] }[]; results: { ruleId: string; ruleIndex: number; level: string; baselineState?: string; suppressions?: unknown[]; message: { text: string }; partialFingerprints: Record<string, string>; locations: { physicalLocation: { artifactLocation: { uri: string } }; logicalLocations: { name: string }[] }[] }[] }] }
const written = (report = sampleReport()) => JSON.parse(sarif(report, { sourceFile: 'trefle.budgets.yml' })) as Log

describe('a check written as SARIF', () => {
  it('follows the schema of SARIF 2.1.0, which refuses what is not it', () => {
    expect(isSarif(written()), JSON.stringify(isSarif.errors)).toBe(true)
    const [run] = written().runs
    expect(isSarif({ version: '2.1.0', runs: [{ ...run, results: [{ ...run.results[0], level: 'grave' }] }] })).toBe(false)
  })

  it('gives an error to what is new and held, a warning to what is watched, a note to what is accepted', () => {
    const [{ results, tool }] = written().runs
    expect(results.map(({ ruleId, level, baselineState }) => [ruleId, level, baselineState])).toEqual([
      ['sobriety/page-weight', 'error', 'new'], ['solidarity/axe-failures', 'error', 'new'], ['freedom/security-headers', 'warning', 'new'],
      ['solidarity/axe-failures', 'note', 'unchanged'], ['solidarity/axe-failures', 'note', 'unchanged'],
    ])
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
  })

  it('suppresses what a waiver accepts, with its reason', () => {
    expect(written().runs[0].results.filter(({ suppressions }) => suppressions)).toHaveLength(1)
    expect(JSON.stringify(written().runs[0].results.at(-1)?.suppressions)).toContain('refonte en cours')
  })

  it('puts the page beside a file of the repository, which code review asks for', () => {
    const [location] = written().runs[0].results[1]?.locations ?? []
    expect(location?.physicalLocation.artifactLocation.uri).toBe('trefle.budgets.yml')
    expect(location?.logicalLocations[0]?.name).toBe('main > img')
  })

  it('keeps the fingerprint when the figures change, so that a forge knows the alert again', () => {
    const prints = (message: string) => written(sampleReport({ findings: [finding({ finding: { message, references: [] } })] })).runs[0].results.map(({ partialFingerprints }) => partialFingerprints)
    expect(prints('12 images sans texte.')).toEqual(prints('14 images sans texte.'))
  })

  it('tells of a page that could not be read as a notification, never as a result', () => {
    const [{ invocations: [invocation] }] = written().runs
    expect(invocation?.executionSuccessful).toBe(false)
    expect(invocation?.toolExecutionNotifications[0]?.message.text).toContain('https://www.ville.example/fermee')
  })

  it.each(corpus)('holds no control and makes no link of a text that a page chose: %j', (text) => {
    const log = written(hostileReport(text))
    expect(isSarif(log), JSON.stringify(isSarif.errors)).toBe(true)
    const messages = log.runs[0].results.map(({ message }) => message.text)
    expect(messages.join('')).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202E\u200B]/)
    expect(messages.filter((message) => /(?<!\\)[[\]]/.test(message.replaceAll('\\\\', '')))).toEqual([])
  })
})
