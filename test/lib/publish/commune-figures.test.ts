import { describe, expect, it } from 'vitest'
import type { CommuneFigure, PublishedCommune } from '#model/bundle'
import { communeFigures } from '#lib/publish/commune-figures'

const aFigure = (value: number | null, perThousandInhabitants: number | null = null): CommuneFigure => ({
  indicator: 'help-sessions', pillar: 'solidarity', title: 'Accompagnements', unit: 'count', value, low: null, high: null,
  state: value === null ? 'suppressed' : 'declared', period: '2026', method: null, perThousandInhabitants, perAgent: null, source: null,
})
const aCommune = (id: string, ...figures: CommuneFigure[]): PublishedCommune => ({ generated: 'by trefle compute, do not edit', id, name: id, inhabitants: null, agents: null, sites: [], bundle: null, figures, conflicts: [] })
const values = (...communes: PublishedCommune[]) => communeFigures(communes, 'help-sessions')

describe('a figure commune by commune', () => {
  it('keeps the place of a commune that gave nothing, and never a zero in it', () => {
    expect(values(aCommune('a', aFigure(12)), aCommune('b'), aCommune('c', aFigure(3)))).toMatchObject({ given: 2, rows: [{ value: 12 }, { value: null, figure: null }, { value: 3 }] })
  })

  it('is shared among inhabitants only when everyone who gave it can be', () => {
    expect(values(aCommune('a', aFigure(12, 6)), aCommune('b', aFigure(3, 1)))).toMatchObject({ perThousandInhabitants: true, rows: [{ value: 6 }, { value: 1 }] })
    expect(values(aCommune('a', aFigure(12, 6)), aCommune('b', aFigure(3)))).toMatchObject({ perThousandInhabitants: false, rows: [{ value: 12 }, { value: 3 }] })
  })

  it('stays hidden where too few people are behind it', () => {
    expect(values(aCommune('a', aFigure(12)), aCommune('b', aFigure(8)), aCommune('c', aFigure(null)))).toMatchObject({ given: 2, rows: [{}, {}, { value: null, figure: { state: 'suppressed' } }] })
  })

  it('is not drawn for one commune alone', () => {
    expect(values(aCommune('a', aFigure(12)), aCommune('b'))).toBeNull()
  })
})
