import { describe, expect, it } from 'vitest'
import { themesOfPillar } from '#model/theme'
import { loadIndicators } from '#effects/territory/discover'
import { seriesOf } from '#lib/publish/indicator-series'
import { anObservation, facts } from '../facts-builders.ts'

const indicators = [...await loadIndicators()].map(([key, definition]) => ({ pillar: key.split('/')[0] as keyof typeof themesOfPillar, key, ...definition }))
const numbered = indicators.filter(({ catalogue }) => catalogue !== undefined)
const upTo = (prefix: string, last: number) => Array.from({ length: last }, (_, index) => `${prefix}-${String(index + 1).padStart(2, '0')}`)
const prefixes = { sobriety: 'SOB', solidarity: 'SOL', freedom: 'LIB', transverse: 'TRV' }

describe('the catalogue', () => {
  it('holds each of its 58 indicators once', () => {
    expect(numbered.map(({ catalogue }) => catalogue).sort()).toEqual([...upTo('SOB', 22), ...upTo('SOL', 19), ...upTo('LIB', 14), ...upTo('TRV', 3)].sort())
  })

  it('gives each a formula, a style of target and a theme of its own leaf', () => {
    expect(numbered.filter(({ formula, targetStyle }) => !formula || !targetStyle).map(({ key }) => key)).toEqual([])
    expect(indicators.filter(({ theme, pillar }) => !themesOfPillar[pillar].some((each) => each === theme)).map(({ key }) => key)).toEqual([])
    expect(numbered.filter(({ catalogue, pillar }) => !catalogue?.startsWith(prefixes[pillar])).map(({ key }) => key)).toEqual([])
  })

  it('sets no target of its own: where nothing is asked, context is only context', () => {
    expect(numbered.filter(({ direction, targetStyle }) => direction === 'context' && !['none', 'watch'].includes(targetStyle ?? '')).map(({ key }) => key)).toEqual([])
  })

  it('grades no town: only the freshness of data looks at other indicators, and it counts them', () => {
    expect(indicators.filter(({ reads }) => reads.indicators).map(({ catalogue, unit }) => [catalogue, unit])).toEqual([['TRV-02', 'count']])
  })

  it('hides small numbers of people, percentages of fewer than ten, marks of fewer than a hundred answers', () => {
    const percentages = numbered.filter(({ unit, formula, reads }) => unit === '%' && reads.metrics?.length === 2 && !/énergie|kWh|kilogrammes|habitants|pondérés|moyenne des taux|sites/.test(formula ?? ''))
    expect(percentages.length).toBeGreaterThan(12)
    expect(percentages.filter(({ smallest }) => (smallest ?? 0) < 10).map(({ key }) => key)).toEqual([])
    expect(numbered.filter(({ catalogue }) => catalogue === 'SOL-11' || catalogue === 'SOL-12').map(({ smallest }) => smallest)).toEqual([100, 100])
  })

  const beside = indicators.filter(({ pillar, catalogue, formula }) => pillar !== 'sobriety' && catalogue === undefined && formula !== undefined)

  it('has beside it what the documents of a town speak of, each with a theme of its leaf', () => {
    expect(beside.map(({ key }) => key.split('/')[1])).toEqual(expect.arrayContaining([
      'staff-trained', 'elected-trained', 'awareness-actions', 'fibre-premises', 'solidarity-connections', 'procedure-delay', 'procedures-followed', 'consultations-both-ways', 'pilots-extended', 'territory-digital-uses',
    ]))
    expect(beside.filter(({ theme }) => theme === undefined).map(({ key }) => key)).toEqual([])
    expect(beside.filter(({ unit, smallest }) => unit === '%' && (smallest ?? 0) < 10).map(({ key }) => key)).toEqual([])
  })

  it.each([...numbered, ...beside].filter(({ reads, cadence }) => cadence !== 'run' && reads.metrics?.every((metric) => !/^(fleet\.devices|energy\.(room|it))$/.test(metric))))('$key draws a point from its declared figures, and none without', (definition) => {
    const metrics = definition.reads.metrics ?? []
    const period = definition.cadence === 'month' ? '2026-10' : '2026'
    const observations = metrics.map((metric, index) => anObservation({ metric, period, value: index === 0 ? 240 : 480, unit: 'count' }))
    const draw = (known: typeof observations) => seriesOf(definition, { ...facts({ observations: known }), whole: [], today: '2026-11-22' })
    expect(draw(observations).map(({ point }) => point.value)).toEqual([expect.any(Number)])
    expect(draw([])).toEqual([])
  })
})
