import { expect, test } from 'vitest'
import { artifactsOf } from '#audits/gather/gatherers'
import type { LoadJob } from '#audits/gather/load'
import type { Scenario } from '#model/scenario'
import { aSite } from '../../builders.ts'

const isPictured = (change: Partial<LoadJob>) => artifactsOf({ url: 'https://www.ville.example/', role: 'home', site: aSite(), page: 'accueil', pass: 'cold', profile: 'desktop', ...change }, ['axe', 'crops']).has('crops')

test('pictures are taken on the first visit of a declared page, and on no other', () => {
  expect(isPictured({})).toBe(true)
  for (const pass of ['repeat', 'refusal', 'confirm', 'mobile'] as const) expect(isPictured({ pass }), pass).toBe(false)
  expect(isPictured({ site: null })).toBe(false)
})

test('nothing is pictured inside a scenario, which may be behind a login', () => {
  expect(isPictured({ scenario: {} as Scenario })).toBe(false)
})
