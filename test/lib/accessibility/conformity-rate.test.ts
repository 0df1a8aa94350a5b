import { describe, expect, test } from 'vitest'
import { conformityOf, meanShare, statusOver } from '#lib/accessibility/conformity-rate'
import { criteriaOf } from '#lib/accessibility/rgaa'
import { RgaaGrid } from '#model/rgaa'
import type { AuditedPage, CriterionStatus, CriterionStatuses } from '#model/manual-audit'
import published from '../../../datasets/rgaa/grid-4.1.2.json' with { type: 'json' }

const grid = RgaaGrid.parse(published)
const numbers = criteriaOf(grid).map(({ number }) => number)
const statuses = (some: CriterionStatuses, others: CriterionStatus = 'NA'): CriterionStatuses => ({ ...Object.fromEntries(numbers.map((number) => [number, others])), ...some })
const page = (some: CriterionStatuses, others?: CriterionStatus): AuditedPage => ({ name: 'Page', url: null, statuses: statuses(some, others), remarks: {} })

describe('the rate of the law', () => {
  test('is the criteria that conform over those that apply, and one page that fails makes a criterion fail', () => {
    const audit = { transverse: null, pages: [page({ '1.1': 'C', '2.1': 'C', '8.3': 'C' }), page({ '1.1': 'NC', '2.1': 'NA', '8.3': 'C' })] }
    expect(conformityOf(audit, grid)).toMatchObject({ state: 'rated', share: { conforming: 2, applicable: 3 } })
  })

  test('is not the mean rate, which is the mean of the pages', () => {
    const conformity = conformityOf({ transverse: null, pages: [page({ '1.1': 'C', '2.1': 'C', '8.3': 'C' }), page({ '1.1': 'NC', '8.3': 'C' })] }, grid)
    if (conformity.state !== 'rated') throw new Error('no rate')
    expect(conformity.pageShares).toEqual([{ conforming: 3, applicable: 3 }, { conforming: 1, applicable: 2 }])
    expect(meanShare(conformity.pageShares)).toBe(0.75)
  })

  test('counts the elements that all pages share: their failure fails every page, their silence nothing', () => {
    const pages = [page({ '1.1': 'C', '12.6': 'NA' }), page({ '1.1': 'C' })]
    expect(conformityOf({ transverse: { '12.6': 'NC' }, pages }, grid)).toMatchObject({ share: { conforming: 1, applicable: 2 }, pageShares: [{ conforming: 1, applicable: 2 }, { conforming: 1, applicable: 2 }] })
    expect(conformityOf({ transverse: { '1.1': 'NT' }, pages }, grid)).toMatchObject({ share: { conforming: 1, applicable: 1 } })
  })

  test('does not exist while one criterion of one page is left to test', () => {
    expect(conformityOf({ transverse: null, pages: [page({ '1.1': 'C' }), page({ '1.1': 'C', '13.12': 'NT' })] }, grid)).toEqual({ state: 'partial', untestedCriteria: 1 })
    expect(conformityOf({ transverse: null, pages: [{ name: 'Page', url: null, statuses: { '1.1': 'C' }, remarks: {} }] }, grid)).toEqual({ state: 'partial', untestedCriteria: 105 })
    expect(conformityOf({ transverse: null, pages: [page({ '1.1': 'NC' }, 'NT')] }, grid)).toEqual({ state: 'partial', untestedCriteria: 105 })
  })

  test('does not exist either when no criterion applies', () => expect(conformityOf({ transverse: null, pages: [page({})] }, grid)).toEqual({ state: 'nothing-applies' }))

  test('leaves a page where nothing applies out of the mean', () => {
    expect(conformityOf({ transverse: null, pages: [page({ '1.1': 'C' }), page({})] }, grid)).toMatchObject({ pageShares: [{ conforming: 1, applicable: 1 }] })
  })
})

test.each([[['C', 'NC', 'NT'], 'NC'], [['C', 'NT'], 'NT'], [['NA', 'C'], 'C'], [['NA', 'NA'], 'NA']] as const)('a criterion that is %j over the pages is %s', (over, status) => {
  expect(statusOver(over)).toBe(status)
})
