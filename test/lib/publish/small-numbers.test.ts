import { describe, expect, it } from 'vitest'
import { given } from '#lib/explain/derivation'
import { measureOf } from '#lib/publish/measure'
import { hiddenWhenSmall, withoutSmallCells } from '#lib/publish/small-numbers'

const steps = given('Réponses', 40, '', { kind: 'record', words: 'essai' })
const counted = (n: number) => given('Réponses', n, '', { kind: 'record', words: 'essai' })
const measure = (n: number | null) => measureOf({ value: 40, derivation: steps, low: 30, high: 50, n: n === null ? null : counted(n), state: 'declared', missing: ['précision'] })

describe('a small number', () => {
  it('is hidden with everything that would tell it', () => {
    const hidden = hiddenWhenSmall(measure(4), 5)
    expect(hidden).toMatchObject({ value: null, low: null, high: null, n: null, state: 'suppressed' })
    expect(JSON.stringify(hidden)).not.toMatch(/40|30|50|précision/)
  })

  it('is published from the threshold on, and when nothing counts people', () => {
    expect(hiddenWhenSmall(measure(5), 5).value).toBe(40)
    expect(hiddenWhenSmall(measure(null), 5).value).toBe(40)
    expect(hiddenWhenSmall(measure(1), undefined).value).toBe(40)
  })

  it('is not said to be hidden when it is unknown', () => {
    expect(hiddenWhenSmall(measureOf({ value: null, n: counted(2), state: 'not-measured' }), 5).state).toBe('not-measured')
  })
})

describe('the small cells of a table of people', () => {
  const left = (...values: number[]) => withoutSmallCells(values.map((value) => ({ value }))).map(({ value }) => value)

  it('are hidden under five, and zero tells nobody', () => {
    expect(left(40, 3, 2, 0)).toEqual([40, null, null, 0])
    expect(left(40, 12, 5)).toEqual([40, 12, 5])
  })

  it('take the next smallest with them when the total would tell them', () => {
    expect(left(40, 12, 3)).toEqual([40, null, null])
    expect(left(40, 12, 2, 1)).toEqual([40, null, null, null])
  })

  it('hide the whole table when nothing else protects them', () => {
    expect(left(9, 2)).toEqual([null, null])
  })
})
