import { XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { badges } from '#lib/ci-reports/badges'
import { corpus, hostileReport, page, sampleReport } from './sample-report.ts'

describe('the badges of a check', () => {
  it('say the decision and the figures, in words as well as in colour', () => {
    const drawn = badges(sampleReport())
    expect([...drawn.keys()]).toEqual(['gate.svg', 'page-weight.svg', 'page-requests.svg', 'page-carbon.svg', 'ecoindex.svg', 'accessibility-gaps.svg', 'third-party-hosts.svg'])
    expect(drawn.get('gate.svg')).toContain('<title>Trèfle : Budget dépassé</title>')
    expect(drawn.get('page-weight.svg')).toMatch(/poids : 2[\s\u00a0\u202f]?4/)
  })

  it('say that a figure was not measured, and never 0', () => {
    expect(badges(sampleReport()).get('third-party-hosts.svg')).toContain('non mesuré')
    expect(badges(sampleReport({ pages: [page({ status: 'not-measured', results: [] })] })).get('page-weight.svg')).toContain('non mesuré')
  })

  it('say the middle of several pages', () => {
    const weighing = (value: number) => page({ results: [{ audit: 'sobriety/page-requests', method: 1, outcome: 'pass', measure: { value, unit: 'count' }, findings: [] }] })
    expect(badges(sampleReport({ pages: [weighing(10), weighing(90), weighing(30)] })).get('page-requests.svg')).toContain('30 (médiane de 3 pages)')
  })

  it('stay drawings whatever a page writes', () => {
    for (const text of corpus) for (const svg of badges(hostileReport(text)).values()) expect(XMLValidator.validate(svg)).toBe(true)
  })
})
