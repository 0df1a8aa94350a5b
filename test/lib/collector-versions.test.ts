import { describe, expect, test } from 'vitest'
import { judge } from '#audits/run'
import { declaredAudits, dueAudits } from '#effects/visits/replay'
import { methodOver } from '#lib/collector-versions'
import type { AuditDefinition } from '#lib/define'
import { aText, anEvidence, factors, registry } from '../builders.ts'
import { aRun } from '../record-builders.ts'

const id = 'solidarity/title'
const check: AuditDefinition = {
  method: 3, unit: null, needs: ['text'], wants: ['links'], references: [], limits: [], text: { title: '', failing: '', why: '', mend: '' },
  judge: () => ({ outcome: 'pass', measure: null, findings: [] }),
}
const catalogue = new Map([[id, check]])

describe('the method of a check', () => {
  test('changes with how what it reads is read, needed or wanted, and with nothing else', () => {
    expect(methodOver(check, {})).toBe(3)
    expect(methodOver(check, { text: 2 })).toBe(4)
    expect(methodOver(check, { text: 2, links: 3 })).toBe(6)
    expect(methodOver(check, { axe: 9 })).toBe(3)
  })

  test('is that of the evidence that is judged, which may be older than the collectors', () => {
    const methodOf = (collectors: Record<string, number>) => judge({ ...anEvidence({ text: aText() }), collectors }, catalogue, { site: null, factors, registry })[0]?.method
    expect([methodOf({}), methodOf({ text: 2 })]).toEqual([3, 4])
  })

  test('is declared by the run, and evidence read otherwise is not due to be judged again for that', () => {
    const run = aRun({ collectors: { text: 2 }, audits: declaredAudits([id], catalogue, { text: 2 }) })
    expect(run.audits[id]?.method).toBe(4)
    expect([...dueAudits(run, catalogue, []).keys()]).toEqual([])
    expect([...dueAudits(run, new Map([[id, { ...check, method: 4 }]]), []).keys()]).toEqual([id])
  })
})
