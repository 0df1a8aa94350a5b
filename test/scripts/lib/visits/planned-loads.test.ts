import { describe, expect, it } from 'vitest'
import { Scenario } from '#model/scenario'
import type { AuditDefinition } from '#lib/define'
import { confirmingLoads, plannedLoads } from '#effects/visits/planned-loads'
import { aSite } from '../../../facts-builders.ts'

const site = aSite('portail', { pages: [{ id: 'accueil', path: '/', role: 'home' }, { id: 'contact', path: '/contact', role: 'contact' }] })
const said = (jobs: ReturnType<typeof plannedLoads>) => jobs.map(({ page, pass, confirms, profile }) => [page, pass, ...(confirms ? [confirms] : []), profile].join(' '))

describe('the loads of a run', () => {
  it('are every page in each pass, the home page alone after a refusal, and a telephone in the mobile pass', () => {
    expect(said(plannedLoads([site], ['cold', 'repeat', 'refusal', 'confirm', 'mobile'], 'desktop'))).toEqual([
      'accueil cold desktop', 'accueil repeat desktop', 'accueil refusal desktop', 'accueil mobile mobile',
      'contact cold desktop', 'contact repeat desktop', 'contact mobile mobile',
    ])
  })
})

describe('the loads that confirm', () => {
  const words = { title: '', failing: '', why: '', mend: '' }
  const definition: AuditDefinition = { method: 1, unit: null, needs: [], references: [], text: words, limits: [], judge: () => ({ outcome: 'pass', measure: null, findings: [] }) }
  const catalogue = new Map([['freedom/trackers', { ...definition, accuses: true as const }], ['sobriety/weight', definition]])
  const [cold, repeat, refusal] = plannedLoads([site], ['cold', 'repeat', 'refusal'], 'desktop')
  const confirming = (job: typeof cold, outcomes: Parameters<typeof confirmingLoads>[0][number]['outcomes']) => said(confirmingLoads([{ job: job!, outcomes }], catalogue))

  it('are those of a page about to accuse, one for each pass that does', () => {
    expect(confirming(cold, { 'freedom/trackers': 'fail' })).toEqual(['accueil confirm cold desktop'])
    expect(confirming(refusal, { 'freedom/trackers': 'fail' })).toEqual(['accueil confirm refusal desktop'])
  })

  it('are not made for another gap, a doubt, or a pass that accuses nobody', () => {
    expect(confirming(cold, { 'sobriety/weight': 'fail', 'freedom/trackers': 'to-verify' })).toEqual([])
    expect(confirming(repeat, { 'freedom/trackers': 'fail' })).toEqual([])
  })
  it('are never of a step of a scenario, which leaves traces each time: what it accuses of stays for a human', () => {
    const scenario = Scenario.parse({ name: 'Rendez-vous', steps: [{ goto: '/', audit: true, id: 'accueil' }] })
    expect(confirming({ ...cold!, scenario }, { 'freedom/trackers': 'fail' })).toEqual([])
  })
})
