import { describe, expect, it } from 'vitest'
import indicator from '#indicators/transverse/roadmap-kept'
import type { KnownPromise } from '#lib/define'
import { facts } from '../../facts-builders.ts'

const promise = (text: string, status: KnownPromise['status'], dated = true): KnownPromise => ({ text, status, dated, due: dated ? '2027-12-31' : null, because: 'Parce que.' })
const measured = (...promises: KnownPromise[]) => indicator.compute(facts({ promises }), '2026-11-22')

describe('the promises that are kept or on time', () => {
  it('are a share of the dated ones that the figures can judge, and the late ones are named', () => {
    const measure = measured(promise('Un', 'kept'), promise('Deux', 'on-track'), promise('Trois', 'late'), promise('Quatre', 'no-data'), promise('Cinq', 'no-measurable-target', false))
    expect(measure).toMatchObject({ value: expect.closeTo(200 / 3), n: 3, denominator: 4, coverage: 0.75, state: 'computed' })
    expect(measure.missing).toEqual(['En retard : Trois', '1 promesse datée n’a pas de donnée pour en juger.', '1 promesse n’a ni cible ni échéance.'])
  })

  it('are nought when all that can be judged is late, which is not the same as unknown', () => {
    expect(measured(promise('Un', 'late'))).toMatchObject({ value: 0, n: 1 })
    expect(measured(promise('Un', 'no-data'), promise('Deux', 'no-measurable-target', false))).toMatchObject({ value: null, state: 'not-measured', coverage: 0 })
    expect(measured()).toMatchObject({ value: null, coverage: null })
  })
})
