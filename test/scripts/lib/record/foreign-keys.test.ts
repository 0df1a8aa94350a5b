import { describe, expect, it } from 'vitest'
import type { FindingLine, PageRecord } from '#model/result'
import { danglingFindings } from '#effects/record/foreign-keys'

const page: PageRecord = {
  run: '2026-11-22T034000Z', site: 'portail', page: 'accueil', role: 'home', url: 'https://www.ville.example/', pass: 'cold', profile: 'desktop', at: '2026-11-22T03:40:00Z',
  status: 'measured', failure: null, contended: false, evidence: null, results: { 'sobriety/page-weight': ['fail', 1, 's000000000001', {}] },
}
const finding: FindingLine = { id: 'f000000000001', audit: 'sobriety/page-weight', finding: { message: 'La page pèse trop.', references: [] } }
const set: FindingLine = { id: 's000000000001', of: ['f000000000001'] }
const book = (...lines: FindingLine[]) => new Map([['portail', new Map(lines.map((line) => [line.id, line]))]])

describe('what the lines of a record name', () => {
  it('is there', () => {
    expect(danglingFindings({ pages: [page], findings: book(finding, set) })).toEqual([])
  })

  it('is told when a finding, or the set that holds it, was lost', () => {
    for (const lost of [book(finding), book(set), new Map()])
      expect(danglingFindings({ pages: [page], findings: lost })).toEqual([{ file: 'results/portail/2026.jsonl', what: expect.stringContaining('accueil, visite 2026-11-22T034000Z, sobriety/page-weight') }])
  })
})
