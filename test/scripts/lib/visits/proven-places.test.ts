import { expect, test } from 'vitest'
import { provenPlaces } from '#effects/visits/proven-places'
import type { AuditDefinition } from '#lib/define'
import { anEvidence, factors, registry } from '../../../builders.ts'

const references = [{ standard: 'rgaa' as const, id: '1.1.1' }]
const check = (outcome: 'fail' | 'to-verify', ...findings: { message: string; selector?: string; certainty?: 'to-verify' }[]): AuditDefinition => ({
  method: 1, unit: null, needs: [], references, limits: [], text: { title: '', failing: '', why: '', mend: '' },
  judge: () => ({ outcome, measure: null, findings: findings.map((finding) => ({ ...finding, references })) }),
})
const placesOf = (catalogue: Record<string, AuditDefinition>) => provenPlaces(anEvidence({}), new Map(Object.entries(catalogue)), { site: null, factors, registry })

test('each kind of proven failure comes first once, then the others, and a place once', () => {
  expect(placesOf({
    'solidarity/a': check('fail', { message: 'Un.', selector: '#1' }, { message: 'Un.', selector: '#2' }, { message: 'Deux.', selector: '#3' }),
    'solidarity/b': check('fail', { message: 'Trois.', selector: '#4' }, { message: 'Trois.', selector: '#1' }),
  })).toEqual(['#1', '#3', '#4', '#2'])
})

test('what is only to verify has no picture, nor what has no place', () => {
  expect(placesOf({
    'solidarity/a': check('fail', { message: 'À vérifier : cela.', selector: '#1', certainty: 'to-verify' }, { message: 'Toute la page.' }),
    'solidarity/b': check('to-verify', { message: 'Cela.', selector: '#2' }),
  })).toEqual([])
})
