import { describe, expect, test } from 'vitest'
import { criteriaOf, criterionNamed, criterionUrl, machineReach } from '#lib/accessibility/rgaa'
import { RgaaGrid } from '#model/rgaa'
import axeMap from '../../../datasets/rgaa/axe-map.json' with { type: 'json' }
import published from '../../../datasets/rgaa/grid-4.1.2.json' with { type: 'json' }

const grid = RgaaGrid.parse(published)
const criteria = criteriaOf(grid)

describe('the grid of the RGAA 4.1.2', () => {
  test('has the themes, criteria and tests of the standard', () => {
    expect(grid.themes.map((theme) => theme.criteria.length)).toEqual([9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12])
    expect(machineReach(grid)).toMatchObject({ criteria: 106, tests: 258 })
  })

  test('refers to 49 success criteria of the WCAG 2.1', () => {
    expect(new Set(criteria.flatMap(({ wcag }) => wcag)).size).toBe(49)
  })

  test('lets a machine decide 8 criteria, and prove a failure on 53, those included', () => {
    expect(machineReach(grid)).toMatchObject({ decidable: 8, provable: 53, classes: { A: 8, B: 45, C: 32, D: 19, E: 2 } })
  })

  test('writes a condition only where a machine decides', () => {
    expect(criteria.filter(({ condition }) => condition !== undefined).map(({ number, automation }) => [number, automation])).toEqual([['5.8', 'A'], ['8.2', 'A'], ['11.6', 'A']])
  })

  test('names each criterion once, in twelve words at most, and asks no question as the official text does', () => {
    const labels = criteria.map(({ label }) => label)
    expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([])
    expect(labels.filter((label) => label.split(/\s+/).length > 12 || /[.?]|-t-/.test(label))).toEqual([])
  })

  test('holds every criterion or test that an axe rule is mapped to', () => {
    const mapped = Object.values(axeMap.rules).flatMap(({ tests }) => tests)
    expect(mapped.length).toBeGreaterThan(60)
    expect(mapped.filter((reference) => criterionNamed(grid, reference) === null)).toEqual([])
  })
})

describe('a criterion', () => {
  test('is found by its number or by one of its tests', () => {
    expect(criterionNamed(grid, '1.9')?.number).toBe('1.9')
    expect(criterionNamed(grid, '1.9.5')?.number).toBe('1.9')
    expect(criterionNamed(grid, '10.1.1')?.number).toBe('10.1')
  })

  test.each(['1.9.6', '1.9.0', '1.10', '14.1', '1', '1.9.5.1', ''])('"%s" names none', (reference) => {
    expect(criterionNamed(grid, reference)).toBeNull()
  })

  test('links to its place in the official text', () => {
    expect(criteria.filter(({ number }) => number === '10.14').map((criterion) => criterionUrl(grid, criterion))).toEqual(['https://accessibilite.numerique.gouv.fr/methode/criteres-et-tests/#10.14'])
  })
})

describe('another version of the grid', () => {
  const criterion = { number: '1.1', label: 'Un libellé', tests: 2, wcag: ['2.5.8'], automation: 'B' }
  const next = { ...published, version: '5', themes: [{ number: 1, name: 'Images', criteria: [criterion] }] }

  test('stands beside with its own themes and criteria', () => {
    expect(machineReach(RgaaGrid.parse(next))).toEqual({ criteria: 1, tests: 2, decidable: 0, provable: 1, classes: { A: 0, B: 1, C: 0, D: 0, E: 0 } })
  })

  test('has no gap in its numbers', () => {
    expect(RgaaGrid.safeParse({ ...next, themes: [{ number: 1, name: 'Images', criteria: [{ ...criterion, number: '1.2' }] }] }).success).toBe(false)
    expect(RgaaGrid.safeParse({ ...next, themes: [{ number: 2, name: 'Cadres', criteria: [{ ...criterion, number: '2.1' }] }] }).success).toBe(false)
  })
})
