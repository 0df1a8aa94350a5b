import { describe, expect, it } from 'vitest'
import type { Outcome } from '#model/outcome'
import type { PublishedAudit, PublishedPage, PublishedVerdict } from '#model/publication'
import { reportParts, toldFindings } from '#lib/publish/page-report'
import { aPage } from '../../published-builders.ts'

const audit = (id: string): PublishedAudit => ({ id: `solidarity/${id}`, pillar: 'solidarity', method: 1, unit: null, references: [], text: { title: id, failing: '', why: '', mend: '' }, limits: [], needs: [], passes: ['cold'], accuses: false })
const verdict = (outcome: Outcome, things = 0): PublishedVerdict =>
  ({ outcome, measure: null, details: {}, findings: Array.from({ length: things }, (_, index) => ({ message: `Chose ${index}`, selector: `p:nth-of-type(${index})`, references: [] })) })
function partsOf(verdicts: Record<string, PublishedVerdict>, more: Partial<PublishedPage> = {}) {
  const ids = Object.keys(verdicts)
  const page = { ...aPage('accueil'), verdicts: Object.fromEntries(ids.map((id) => [`solidarity/${id}`, verdicts[id] ?? verdict('unknown')])), ...more }
  const { first, others } = reportParts(page, ids.map(audit))
  const told = (judged: typeof first) => judged.map(({ audit: { id }, full }) => (full ? id.replace('solidarity/', '') : `(${id.replace('solidarity/', '')})`))
  return { first: told(first), others: others.map(told) }
}

describe('the report of a page', () => {
  it('stands on one page when it is short, what is to mend before what is to verify, and what is silent in a line', () => {
    expect(partsOf({ langue: verdict('pass'), titres: verdict('to-verify', 1), images: verdict('fail', 2) })).toEqual({ first: ['images', 'titres', '(langue)'], others: [] })
  })

  it('keeps what is to mend when it is long, and gives the other controls a page of their own', () => {
    expect(partsOf({ titres: verdict('to-verify', 40), images: verdict('fail', 30), langue: verdict('pass') })).toEqual({ first: ['images'], others: [['titres', '(langue)']] })
  })

  it('sends to the second page the gaps that the first has no room for, and loses none', () => {
    const gaps = Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [id, verdict('fail', 30)]))
    expect(partsOf(gaps)).toEqual({ first: ['a', 'b'], others: [['c', 'd']] })
  })

  it('goes on to as many pages as its gaps need, each told in full, then what is silent', () => {
    const gaps = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => [id, verdict('fail', 30)]))
    expect(partsOf({ langue: verdict('pass'), ...gaps })).toEqual({ first: ['a', 'b'], others: [['c', 'd'], ['e', 'f', '(langue)']] })
  })

  it('tells what fits on a page of a gap that is too long for any, and counts the rest', () => {
    const huge = verdict('fail', 500)
    expect(partsOf({ a: huge, b: huge, c: verdict('fail', 1) })).toEqual({ first: ['a'], others: [['b'], ['c']] })
    const { told, more } = toldFindings(huge.findings)
    expect([told.length, more, told[0]]).toEqual([71, 429, huge.findings[0]])
    expect(toldFindings(verdict('fail', 71).findings)).toMatchObject({ more: 0 })
  })

  it('gives no room to what was found in a document, which is told with its quotes elsewhere', () => {
    const found = verdict('fail', 1)
    found.findings = [...found.findings, ...verdict('fail', 200).findings.map((finding, index) => ({ ...finding, message: `Trouvé ${index}`, item: { id: `i${index}`, state: 'found' as const, quote: null } }))] as PublishedVerdict['findings']
    expect(toldFindings(found.findings)).toEqual({ told: found.findings.slice(0, 1), more: 0 })
    expect(partsOf({ mentions: found, images: verdict('fail', 2) }).others).toEqual([])
  })

  it('counts the files that changed, which stand on the same page', () => {
    const file = { url: 'https://ville.example/a.js', kind: 'script' as const, before: 1, after: 2 }
    const verdicts = { images: verdict('fail', 30), titres: verdict('to-verify', 20) }
    const since = (files: number): Partial<PublishedPage> => ({ changes: { from: 'a', to: 'b', audits: [], files: Array.from({ length: files }, () => file) } })
    expect(partsOf(verdicts, since(2))).toEqual({ first: ['images', 'titres'], others: [] })
    expect(partsOf(verdicts, since(16))).toEqual({ first: ['images'], others: [['titres']] })
  })

  it('does not stand for a page that was not read, whatever the record kept of it', () => {
    expect(partsOf({ titres: verdict('to-verify', 40), images: verdict('fail', 30) }, { status: 'not-measured' })).toEqual({ first: [], others: [] })
  })
})
