import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { gitlabAccessibility } from '#lib/ci-reports/gitlab-accessibility'
import { gitlabCodeQuality } from '#lib/ci-reports/gitlab-code-quality'
import { corpus, hostileReport, page, sampleReport } from './sample-report.ts'

const ajv = new Ajv()
const text = { type: 'string', minLength: 1 }
/** docs.gitlab.com/ci/testing/code_quality, "Code Quality report format": every property is required but `check_name`, which the widget shows. */
const isCodeQuality = ajv.compile({
  type: 'array',
  items: {
    type: 'object', required: ['description', 'check_name', 'fingerprint', 'severity', 'location'], additionalProperties: false,
    properties: {
      description: text, check_name: text, fingerprint: text, severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: { type: 'object', required: ['path', 'lines'], properties: { path: { type: 'string', pattern: '^[^./]' }, lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } } } },
    },
  },
})
/** docs.gitlab.com/ci/testing/accessibility_testing: the JSON of pa11y-ci, of which the forge reads `results` by address. */
const isAccessibility = ajv.compile({
  type: 'object', required: ['total', 'passes', 'errors', 'results'], additionalProperties: false,
  properties: {
    total: { type: 'integer' }, passes: { type: 'integer' }, errors: { type: 'integer' },
    results: { type: 'object', propertyNames: { minLength: 1 }, additionalProperties: { type: 'array', items: {
      type: 'object', required: ['code', 'type', 'typeCode', 'message', 'context', 'selector', 'runner', 'runnerExtras'],
      properties: { code: text, type: { const: 'error' }, typeCode: { const: 1 }, message: text, context: { type: 'string' }, selector: { type: 'string' } },
    } } },
  },
})
type Issue = { fingerprint: string; severity: string; description: string }
const issues = (report = sampleReport()) => JSON.parse(gitlabCodeQuality(report, { sourceFile: 'trefle.budgets.yml' })) as Issue[]
type Pages = { total: number; passes: number; errors: number; results: Record<string, { code: string; message: string }[]> }
const pages = (report = sampleReport()) => JSON.parse(gitlabAccessibility(report)) as Pages

describe('a check written for GitLab Code Quality', () => {
  it('has the shape that GitLab documents', () => {
    expect(isCodeQuality(issues()), JSON.stringify(isCodeQuality.errors)).toBe(true)
    expect(isCodeQuality([{ ...issues()[0], severity: 'error' }])).toBe(false)
  })

  it('tells each issue apart, and leaves out what a waiver accepts', () => {
    expect(issues().map(({ severity }) => severity)).toEqual(['major', 'major', 'minor', 'info'])
    expect(new Set(issues().map(({ fingerprint }) => fingerprint)).size).toBe(4)
  })

  it.each(corpus)('keeps its shape when a page writes %j', (words) => {
    expect(isCodeQuality(issues(hostileReport(words))), JSON.stringify(isCodeQuality.errors)).toBe(true)
    expect(issues(hostileReport(words)).map(({ description }) => description).join('')).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202E\u200B]/)
  })
})

describe('a check written as GitLab’s accessibility report', () => {
  it('has the shape of pa11y-ci, and proven gaps alone', () => {
    expect(isAccessibility(pages()), JSON.stringify(isAccessibility.errors)).toBe(true)
    expect(pages().results['https://www.ville.example/']?.map(({ code, message }) => [code, message])).toEqual([['axe.image-alt', 'Les images doivent avoir une alternative textuelle.']])
  })

  it('leaves out a page that could not be read: an empty list would say that it is good', () => {
    expect(Object.keys(pages().results)).toEqual(['https://www.ville.example/'])
    expect(pages()).toMatchObject({ total: 1, passes: 0, errors: 1 })
  })

  it('says once what two visits of a page saw', () => {
    expect(pages(sampleReport({ pages: [page(), page({ pass: 'mobile', profile: 'mobile' })] })).errors).toBe(1)
  })

  it.each(corpus)('keeps its shape when a page writes %j', (words) => {
    expect(isAccessibility(pages(hostileReport(words))), JSON.stringify(isAccessibility.errors)).toBe(true)
  })
})
