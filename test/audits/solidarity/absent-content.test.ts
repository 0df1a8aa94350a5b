import { describe, expect, it } from 'vitest'
import absentContent from '#audits/solidarity/absent-content'
import { machineCriteria } from '#lib/accessibility/machine-criteria'
import { rgaaGrid } from '../../../src/rgaa.ts'
import { aDom, aContext } from '../../builders.ts'
import { aPage } from '../../published-builders.ts'

const judge = (part: Parameters<typeof aDom>[0]) => absentContent.judge({ dom: aDom(part) }, aContext())

describe('the criteria about frames', () => {
  it('have nothing to judge on a page without a frame', () => {
    expect(judge({ iframes: 0 })).toMatchObject({ outcome: 'not-applicable', findings: [{ references: [{ standard: 'rgaa', id: '2.1' }, { standard: 'rgaa', id: '2.2' }] }] })
  })

  it('are then absent in the grid, and in no other case', () => {
    const stateOf = (verdict: ReturnType<typeof judge>) => machineCriteria([{ ...aPage('accueil'), verdicts: { 'solidarity/absent-content': { details: {}, ...verdict } } }], rgaaGrid).find(({ number }) => number === '2.1')?.state
    expect([stateOf(judge({ iframes: 0 })), stateOf(judge({ iframes: 2 }))]).toEqual(['absent', 'untested'])
  })

  it('stay open when a page has a frame, or web components where one may hide', () => {
    expect(judge({ iframes: 1 })).toMatchObject({ outcome: 'informative', measure: { value: 1 }, findings: [] })
    expect(judge({ iframes: 0, allNodes: 300, ecoindexNodes: 320 })).toMatchObject({ outcome: 'informative', findings: [] })
  })
})
