import { describe, expect, it } from 'vitest'
import { putFigures, takeFigures } from '#lib/words/figures'

describe('the figures of a text', () => {
  it('leave the same skeleton for two visits that differ by a number', () => {
    expect(takeFigures('La page pèse 1\u202f234,5 ko.').skeleton).toBe(takeFigures('La page pèse 98 ko.').skeleton)
  })

  it.each(['La page pèse 1\u202f234,5 ko.', 'li:nth-child(12) > a', 'prix : 3 ¤ et 4 ¤¤', 'sans figure', '', 'v1.2.3-4'])('come back exactly: %s', (text) => {
    const { skeleton, figures } = takeFigures(text)
    expect(putFigures(skeleton, figures.values())).toBe(text)
  })

  it('are never invented when one is missing', () => {
    expect(() => putFigures('¤ sur ¤', ['7'].values())).toThrow('A figure is missing')
  })
})
