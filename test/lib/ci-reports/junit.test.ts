import { XMLParser } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { junit } from '#lib/ci-reports/junit'
import { junitErrors as errors } from './published-schemas.ts'
import { corpus, hostileReport, sampleReport } from './sample-report.ts'

type Case = { name: string; failure?: { message: string; '#text': string }; error?: { message: string }; skipped?: string; 'system-out'?: string }
type Suite = { name: string; tests: string; failures: string; errors: string; skipped: string; testcase: Case[] }
const suites = (xml: string) => (new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false, isArray: (name) => ['testsuite', 'testcase'].includes(name) }).parse(xml) as { testsuites: { testsuite: Suite[] } }).testsuites.testsuite

describe('a check written as JUnit XML', () => {
  it('follows the schema of Jenkins, which refuses what is not it', async () => {
    expect(await errors(junit(sampleReport()))).toEqual([])
    expect(await errors(junit(sampleReport()).replace('<testcase ', '<testcase couleur="rouge" '))).not.toEqual([])
  })

  it('fails a budget that is exceeded, with the gaps that a person has to mend', () => {
    const [first] = suites(junit(sampleReport()))
    const gaps = first?.testcase.find(({ name }) => name.startsWith('solidarity/axe-failures'))
    expect(first).toMatchObject({ tests: '5', failures: '2', errors: '0', skipped: '1' })
    expect(gaps?.failure?.['#text']).toContain('main > img')
    expect(gaps?.failure?.['#text']).toContain('Décrivez l’image')
  })

  it('keeps the gaps of a page that was redirected with the budget that holds them', () => {
    const report = sampleReport()
    const moved = { ...report, findings: report.findings?.map((finding) => ({ ...finding, url: 'https://www.ville.example/ailleurs' })) }
    expect(suites(junit(moved))).toEqual(suites(junit(report)))
  })

  it('skips what was not judged, rather than passing or failing it', () => {
    const unstable = suites(junit(sampleReport()))[0]?.testcase.find(({ name }) => name.startsWith('sobriety/page-carbon'))
    expect(unstable?.failure).toBeUndefined()
    expect(unstable?.skipped).toMatch(/^unstable : /)
  })

  it('has an error for a page that could not be read', () => {
    const second = suites(junit(sampleReport()))[1]
    expect(second).toMatchObject({ tests: '1', failures: '0', errors: '1' })
    expect(second?.testcase[0]?.error?.message).toContain('timeout')
  })

  it('stays XML of the same shape whatever a page writes', async () => {
    const texts = corpus.map((text) => junit(hostileReport(text)))
    expect(await errors(...texts)).toEqual([])
    expect(texts.filter((text) => /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF\u202E]/.test(text))).toEqual([])
    for (const text of texts) expect(suites(text).map(({ tests, failures, errors: wrong }) => [tests, failures, wrong])).toEqual([['2', '1', '0'], ['1', '0', '1']])
  })
})
