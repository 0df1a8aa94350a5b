import { describe, expect, it } from 'vitest'
import { checkTable } from '#effects/command/check-table'
import type { Measured } from '#effects/visits/measure'
import type { AuditResult } from '#model/result'
import { anEvidence } from '../../../builders.ts'
import { aFinding, aResult, text } from '../../../gate-builders.ts'

const texts = new Map(['solidarity/axe-failures', 'freedom/mixed-content', 'solidarity/shared-titles'].map((audit) => [audit, text]))
const page = (results: readonly AuditResult[]): Measured => ({ job: { url: 'https://www.ville.example/', role: 'home', site: null, page: null, pass: 'cold', profile: 'desktop' }, evidence: anEvidence(), results: [...results] })
const linesOf = (...results: AuditResult[]) => checkTable([page(results)], texts).split('\n')

describe('the table of a check', () => {
  it('begins with what is to be mended, where, and how, whatever its name', () => {
    const [, first, where, how] = linesOf(aResult('freedom/mixed-content', 'pass'), aResult('solidarity/axe-failures', 'fail', [aFinding()]))
    expect(first).toMatch(/solidarity\/axe-failures.*◆ écart observé/)
    expect(where).toContain('Une image n’a pas d’alternative. [main > img]')
    expect(how).toContain('→ Corriger.')
  })

  it('says what a finding is about when that is another page or a file, not the page itself', () => {
    const at = (url: string) => linesOf(aResult('solidarity/shared-titles', 'fail', [{ message: 'Le titre est partagé.', selector: 'title', url, references: [] }]))[2]
    expect(at('https://www.ville.example/contact')).toContain('Le titre est partagé. [title · https://www.ville.example/contact]')
    expect(at('https://www.ville.example/')).toMatch(/partagé\. \[title\]$/)
  })

  it('keeps the figures, says why a control could not be made, and counts what needs no look', () => {
    const weight = { ...aResult('sobriety/page-weight', 'pass'), measure: { value: 96_500, unit: 'B' as const } }
    const lost = { ...aResult('solidarity/reflow', 'unknown'), failure: { code: 'timeout' as const, detail: 'no answer' } }
    const lines = linesOf(aResult('freedom/mixed-content', 'not-applicable'), aResult('solidarity/headings', 'pass'), lost, weight).join('\n')
    expect(lines).toMatch(/solidarity\/reflow.*○ non testé\n.*timeout : no answer[\s\S]*sobriety\/page-weight +96,5 ko/)
    expect(lines).toMatch(/rien d’anormal : 1 autre contrôle ; – sans objet : 1/)
    expect(lines).not.toMatch(/solidarity\/headings|freedom\/mixed-content/)
  })
})
