import { describe, expect, it } from 'vitest'
import type { Outcome } from '#model/outcome'
import type { PublishedAudit, PublishedVerdict } from '#model/publication'
import { reportParts } from '#lib/publish/page-report'
import { aPage } from '../../published-builders.ts'

const audit = (id: string): PublishedAudit => ({ id: `solidarity/${id}`, pillar: 'solidarity', method: 1, unit: null, references: [], text: { title: id, failing: '', why: '', mend: '' }, limits: [], needs: [], passes: ['cold'], accuses: false })
const verdict = (outcome: Outcome, things = 0): PublishedVerdict =>
  ({ outcome, measure: null, details: {}, findings: Array.from({ length: things }, (_, index) => ({ message: `Chose ${index}`, selector: `p:nth-of-type(${index})`, references: [] })) })
function partsOf(verdicts: Record<string, PublishedVerdict>) {
  const ids = Object.keys(verdicts)
  const page = { ...aPage('accueil'), verdicts: Object.fromEntries(ids.map((id) => [`solidarity/${id}`, verdicts[id] ?? verdict('unknown')])) }
  const { first, others } = reportParts(page, ids.map(audit))
  const told = (judged: typeof first) => judged.map(({ audit: { id }, full }) => (full ? id.replace('solidarity/', '') : `(${id.replace('solidarity/', '')})`))
  return { first: told(first), others: told(others) }
}

describe('the report of a page', () => {
  it('stands on one page when it is short, what is to mend before what is to verify, and what is silent in a line', () => {
    expect(partsOf({ langue: verdict('pass'), titres: verdict('to-verify', 1), images: verdict('fail', 2) })).toEqual({ first: ['images', 'titres', '(langue)'], others: [] })
  })

  it('keeps what is to mend when it is long, and gives the other controls a page of their own', () => {
    expect(partsOf({ titres: verdict('to-verify', 40), images: verdict('fail', 30), langue: verdict('pass') })).toEqual({ first: ['images'], others: ['titres', '(langue)'] })
  })

  it('sends to the second page the gaps that the first has no room for, and loses none', () => {
    const gaps = Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [id, verdict('fail', 30)]))
    expect(partsOf(gaps)).toEqual({ first: ['a', 'b'], others: ['c', 'd'] })
  })
})
