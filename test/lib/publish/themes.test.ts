import { describe, expect, it } from 'vitest'
import { StatedFigure } from '#model/stated-figure'
import { themesOf } from '#lib/publish/themes'
import { aPromise, anIndicator } from '../../published-builders.ts'

const figure = (id: string, more: object = {}) => StatedFigure.parse({ id, theme: 'serveurs', label: 'l', stated: '1', value: 1, unit: 'count', metric: 'a.b', subject: 'ville', period: null, source: 'page', statedSource: null, quality: 'declared', ...more })
const none = { commitments: [], indicators: [], figures: [] }

describe('the themes of a leaf', () => {
  it('gather promises, indicators and figures, in the order of the page', () => {
    const themes = themesOf('sobriety', { commitments: [aPromise('p', 'kept', { theme: 'serveurs' })], indicators: [anIndicator([], { theme: 'sites-web' })], figures: [figure('f')] })
    expect(themes.map(({ theme, commitments, indicators, figures }) => [theme, commitments.length, indicators.length, figures.length])).toEqual([['sites-web', 0, 1, 0], ['serveurs', 1, 0, 1]])
  })

  it('leave out a theme that holds nothing, one of another leaf, and a figure that is not to be shown', () => {
    expect(themesOf('sobriety', none)).toEqual([])
    expect(themesOf('freedom', { ...none, figures: [figure('f')] })).toEqual([])
    expect(themesOf('sobriety', { ...none, figures: [figure('f', { notShown: 'Trop ancien.' })] })).toEqual([])
  })
})
