import { describe, expect, it } from 'vitest'
import absentContent from '#audits/solidarity/absent-content'
import { machineCriteria } from '#lib/accessibility/machine-criteria'
import { rgaaGrid } from '../../../src/rgaa.ts'
import { someContents } from '../../accessibility-builders.ts'
import { aContext } from '../../builders.ts'
import { aPage } from '../../published-builders.ts'

const judge = (part: Parameters<typeof someContents>[0] = {}) => absentContent.judge({ contents: someContents(part) }, aContext())
const everyKind = { images: 3, media: 1, drawings: 1, vectors: 1, tables: 1, fields: 2, buttons: 1 }
const absentOver = (...verdicts: ReturnType<typeof judge>[]) =>
  machineCriteria(verdicts.map((verdict, index) => ({ ...aPage(`page-${index}`), verdicts: { 'solidarity/absent-content': { details: {}, ...verdict } } })), rgaaGrid)
    .filter(({ state }) => state === 'absent').map(({ number }) => number)

describe('the criteria that have nothing to judge', () => {
  it('are those about the kinds of content that a page does not have at all', () => {
    expect(judge({ ...everyKind, tables: 0 })).toMatchObject({ outcome: 'not-applicable', findings: [{ message: 'Aucun cadre sur cette page.' }, { message: 'Aucun tableau sur cette page.' }] })
    expect(absentOver(judge({ ...everyKind, images: 0 }))).toEqual(['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7', '1.8', '1.9', '2.1', '2.2'])
  })

  it('are all those about images, media, tables and forms on a page of text, but for the sound that a script may play', () => {
    const absent = absentOver(judge())
    expect(absent).toHaveLength(9 + 2 + 12 + 8 + 13)
    expect(absent).not.toContain('4.10')
    expect(judge().measure).toEqual({ value: 44, unit: 'count' })
  })

  it('do not count a drawing as nothing to interact with, nor a canvas as no video', () => {
    expect(absentOver(judge({ ...everyKind, media: 0, drawings: 0 }))).toEqual(['2.1', '2.2', '4.1', '4.2', '4.3', '4.4', '4.5', '4.6', '4.7', '4.11'])
    expect(absentOver(judge({ ...everyKind, media: 0, vectors: 0 }))).toEqual(['2.1', '2.2'])
  })

  it('stay open as soon as one page of the sample has the content', () => {
    expect(absentOver(judge({ ...everyKind, tables: 0 }), judge(everyKind))).toEqual(['2.1', '2.2'])
  })

  it('stay open, all of them, where a frame or a closed component may hold anything', () => {
    expect([judge({ frames: 1 }), judge({ opaque: 1 })]).toMatchObject([{ outcome: 'informative', findings: [], measure: { value: 0 } }, { outcome: 'informative', findings: [] }])
  })
})
