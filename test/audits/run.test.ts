import { describe, expect, test } from 'vitest'
import { judge } from '#audits/run'
import { defineAudit, type AuditDefinition } from '#lib/define'
import { AuditResult, type AuditId } from '#model/result'
import { aDocument, aRequest, aSite, aText, anEvidence, factors, registry } from '../builders.ts'

const context = { site: aSite(), factors, registry }
const words = { title: 'Titre', failing: 'Écart', why: 'Pourquoi', mend: 'Comment' }

/** An audit of the requests that says what it is told to. */
function anAudit(part: Partial<AuditDefinition> = {}): AuditDefinition {
  return { method: 3, unit: 'count', needs: ['requests'], references: [], text: words, limits: [], judge: () => ({ outcome: 'pass', measure: { value: 1, unit: 'count' }, findings: [] }), ...part }
}
const catalogue = (entries: Record<AuditId, AuditDefinition>) => new Map(Object.entries(entries))
const withRequests = anEvidence({ requests: [aRequest()] })

test('verdicts come sorted by audit, each with its method, and valid for the record', () => {
  const results = judge(withRequests, catalogue({ 'sobriety/b': anAudit(), 'freedom/z': anAudit(), 'sobriety/a': anAudit() }), context)
  expect(results.map(({ audit }) => audit)).toEqual(['freedom/z', 'sobriety/a', 'sobriety/b'])
  for (const result of results) expect(AuditResult.parse(result)).toMatchObject({ method: 3, outcome: 'pass', measure: { value: 1, unit: 'count' } })
})

test('the same evidence gives the same results', () => {
  const audits = catalogue({ 'sobriety/a': anAudit() })
  expect(judge(withRequests, audits, context)).toEqual(judge(structuredClone(withRequests), audits, context))
})

describe('what could not be measured is unknown, neither good nor bad', () => {
  const failure = { code: 'timeout', detail: 'too slow' } as const
  const audits = catalogue({ 'sobriety/a': anAudit(), 'freedom/b': anAudit({ needs: ['requests', 'text'] }) })

  test('for every audit of a page that was not measured, with the page’s failure', () => {
    const results = judge(anEvidence({}, { status: 'not-measured', failure }), audits, context)
    expect(results.map(({ outcome, measure, failure: why }) => [outcome, measure, why])).toEqual([['unknown', null, failure], ['unknown', null, failure]])
  })

  test('for the audits whose artifact failed, with its failure; the others speak', () => {
    const evidence = { ...withRequests, artifacts: { ...withRequests.artifacts, text: { ok: false as const, failure } } }
    expect(judge(evidence, audits, context)).toMatchObject([{ audit: 'freedom/b', outcome: 'unknown', failure }, { audit: 'sobriety/a', outcome: 'pass' }])
  })

  test('for the audits whose artifact was not asked for', () => {
    expect(judge(withRequests, audits, context)[0]).toMatchObject({ outcome: 'unknown', failure: { code: 'missing-artifact', detail: expect.stringContaining('text') } })
  })
})

test('an audit is judged only on its passes, by default the cold one', () => {
  const audits = catalogue({ 'freedom/a': anAudit(), 'freedom/b': anAudit({ passes: ['refusal'] }), 'freedom/c': anAudit({ passes: ['cold', 'refusal'] }) })
  const judged = (pass: 'cold' | 'refusal' | 'repeat') => judge({ ...withRequests, pass }, audits, context).map(({ audit }) => audit)
  expect([judged('cold'), judged('refusal'), judged('repeat')]).toEqual([['freedom/a', 'freedom/c'], ['freedom/b', 'freedom/c'], []])
})

test('only what accuses is judged again on a load that confirms, and only of the pass that it confirms', () => {
  const audits = catalogue({ 'freedom/a': anAudit({ accuses: true }), 'freedom/b': anAudit({ passes: ['refusal'], accuses: true }), 'freedom/c': anAudit({ passes: ['cold', 'refusal'] }) })
  const judged = (confirms: 'cold' | 'refusal') => judge({ ...withRequests, pass: 'confirm', confirms }, audits, context).map(({ audit }) => audit)
  expect([judged('cold'), judged('refusal')]).toEqual([['freedom/a'], ['freedom/b']])
})

test('an audit sees what it needs and wants, and nothing else', () => {
  const seen: string[][] = []
  const spy = defineAudit({ ...anAudit(), needs: ['requests'], wants: ['transport', 'text'], judge: (artifacts) => (seen.push(Object.keys(artifacts)), { outcome: 'pass', measure: null, findings: [] }) })
  judge(anEvidence({ requests: [], text: aText(), document: aDocument() }), catalogue({ 'freedom/a': spy }), context)
  expect(seen).toEqual([['requests', 'text']])
})

test('an audit knows the visit: role, addresses, pass, profile, instant, disturbance', () => {
  let known: unknown
  const spy = anAudit({ judge: (_artifacts, given) => ((known = given), { outcome: 'pass', measure: null, findings: [] }) })
  judge(anEvidence({ requests: [] }, { role: 'legal', finalUrl: null, profile: 'mobile', contended: true }), catalogue({ 'freedom/a': spy }), context)
  expect(known).toMatchObject({ role: 'legal', url: 'https://www.ville.example/', finalUrl: 'https://www.ville.example/', pass: 'cold', profile: 'mobile', contended: true, at: '2026-11-22T03:40:00Z', site: { id: 'portail' } })
})

test('a bug in one audit is unknown with its reason, and silences no other', () => {
  const broken = anAudit({ judge: () => { throw new TypeError('x is not iterable') } })
  expect(judge(withRequests, catalogue({ 'sobriety/a': broken, 'sobriety/b': anAudit() }), context)).toMatchObject([
    { outcome: 'unknown', measure: null, failure: { code: 'collector', detail: 'audit sobriety/a broke: x is not iterable' } }, { outcome: 'pass' },
  ])
})

test('a page that was cut short cannot pass, but what was seen stands', () => {
  const failing = anAudit({ judge: () => ({ outcome: 'fail', measure: { value: 2, unit: 'count' }, findings: [] }) })
  const partial = { ...withRequests, status: 'partial' as const, failure: { code: 'too-large', detail: '30 MB' } as const }
  expect(judge(partial, catalogue({ 'sobriety/a': anAudit(), 'sobriety/b': failing }), context)).toMatchObject([
    { outcome: 'to-verify', measure: { value: 1 }, findings: [{ message: expect.stringContaining('interrompu') }] }, { outcome: 'fail', measure: { value: 2 }, findings: [] },
  ])
})

test('findings are capped and cleaned of what hostile pages put in names', () => {
  const hostile = { message: `Nom\u202Etxt.exe\u0000 \u001B[31m${'x'.repeat(400)}`, selector: 'a\nb', url: `https://a.example/${'y'.repeat(3000)}`, references: [] }
  const noisy = anAudit({ judge: () => ({ outcome: 'fail', measure: null, findings: Array.from({ length: 900 }, () => hostile) }) })
  const [result] = judge(withRequests, catalogue({ 'sobriety/a': noisy }), context)
  expect(result?.findings).toHaveLength(500)
  expect(AuditResult.parse(result).findings[0]?.message).toMatch(/^Nomtxt\.exe x+…$/)
  expect(result?.findings[0]?.selector).toBe('a b')
})
