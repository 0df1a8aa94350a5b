import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Point } from '#model/indicator'
import { Day, Instant, Slug, Unit } from '#model/quantity'
import { columnsOf, kindOf, listed } from '#lib/open-data/column'

describe('the kind of a column', () => {
  test.each([
    [Point.shape.value, 'number'], [Point.shape.n, 'integer'], [Point.shape.breakBefore, 'boolean'], [Day, 'date'], [Day.nullable(), 'date'],
    [Instant.nullable(), 'datetime'], [Slug, 'string'], [z.string().nullable(), 'string'],
  ] as const)('comes from the schema of the domain (%#)', (schema, kind) => {
    expect(kindOf(schema)).toBe(kind)
  })

  test('is never a list or an object: a cell cannot hold them', () => {
    expect(() => kindOf(z.array(z.string()))).toThrow('cell')
    expect(() => kindOf(Point)).toThrow('cell')
  })
})

describe('a column of codes', () => {
  test('has words for each code of its schema', () => {
    const { field } = columnsOf<null>().coded('unite', Unit, (unit) => `mot ${unit}`, () => null)
    expect([...(field.codes ?? [])]).toEqual(Unit.options.map((unit) => [unit, `mot ${unit}`]))
  })
})

test('several texts share a cell, and none leaves it empty', () => {
  expect(listed(['a', 'b'])).toBe('a | b')
  expect(listed([])).toBeNull()
})
