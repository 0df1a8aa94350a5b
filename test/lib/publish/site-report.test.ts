import { expect, test } from 'vitest'
import { siteReport } from '#lib/publish/site-report'
import { toRecord } from '#lib/record/record'
import type { AuditResult } from '#model/result'
import { aSite, aTerritory } from '../../facts-builders.ts'
import { aRun, aVisit } from '../../record-builders.ts'

const audit = 'solidarity/shared-titles'

test('a title that two pages share is a defect of the page that the finding names, not of the home page that bears the verdict', () => {
  const site = aSite('portail', { pages: [{ id: 'accueil', path: '/', role: 'home' }, { id: 'contact', path: '/contact/', role: 'contact' }] })
  const result: AuditResult = { audit, method: 1, outcome: 'fail', measure: { value: 1, unit: 'count' }, findings: [{ message: 'Le titre est aussi celui d’une autre page.', url: 'https://www.ville.example/nous-joindre', page: 'contact', references: [] }] }
  const run = aRun({ audits: { [audit]: { method: 1, unit: 'count' } } })
  const { page, findings } = toRecord(aVisit(), [result])
  const report = siteReport(site, aTerritory, { pages: [page], findings: new Map(findings.map((line) => [line.id, line])), runs: new Map([[run.run, run]]) })
  expect(report.defects).toMatchObject([{ audit, pages: ['contact'] }])
})
