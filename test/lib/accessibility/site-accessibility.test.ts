import { describe, expect, test } from 'vitest'
import { peopleStatus, siteAccessibility } from '#lib/accessibility/site-accessibility'
import { rgaaGrid } from '../../../src/rgaa.ts'
import { samplePeople } from '../../fixtures/sample-people.ts'
import { aPage, aSite } from '../../published-builders.ts'

const portal = aSite('portail', [aPage('accueil')], [])
const { audits, reviews, machine } = siteAccessibility(portal, samplePeople, rgaaGrid)

describe('what is said of the accessibility of a site', () => {
  test('keeps the machine apart: people’s verdicts change none of its states', () => {
    expect(new Set(Object.values(machine))).toEqual(new Set(['untested']))
    expect(Object.keys(machine)).toHaveLength(106)
  })

  test('holds its own audits and reviews, latest first', () => {
    expect(audits.map(({ on, conformity }) => [on, conformity.state])).toEqual([['2026-05-12', 'rated'], ['2025-03-04', 'partial']])
    expect(reviews.map(({ on }) => on)).toEqual(['2026-06-02', '2026-06-01'])
    expect(siteAccessibility(aSite('autre', [], []), samplePeople, rgaaGrid)).toMatchObject({ audits: [], reviews: [] })
  })

  test('no longer holds an audit that a later one corrects', () => {
    const [first, ...others] = samplePeople.manualAudits
    const corrected = first === undefined ? [] : [first, ...others, { ...first, id: '2026-07-01-00000000000a', on: '2026-07-01', supersedes: first.id }]
    expect(siteAccessibility(portal, { ...samplePeople, manualAudits: corrected }, rgaaGrid).audits.map(({ on }) => on)).toEqual(['2026-07-01', '2025-03-04'])
  })

  test('says of a criterion what the latest audit concluded, and nothing when nobody audited', () => {
    const site = siteAccessibility(portal, samplePeople, rgaaGrid)
    expect(['1.1', '1.2', '1.8'].map((number) => peopleStatus(site, number))).toEqual(['NA', 'C', 'NC'])
    expect(peopleStatus(siteAccessibility(aSite('autre', [], []), samplePeople, rgaaGrid), '1.1')).toBeNull()
  })
})
