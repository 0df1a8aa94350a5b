import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import vectors from '../../fixtures/vectors/ecoindex.json' with { type: 'json' }
import { ecoindex, ecoindexGrade, ecoindexTables, indicativeGramsCO2e, quantilePosition } from '#maths/ecoindex'
import { factors } from '../../builders.ts'

const Page = z.object({
  name: z.string(),
  input: z.object({ dom: z.number(), requests: z.number(), size_kb: z.number() }),
  expected: z.object({
    js: z.object({ score_unrounded: z.number(), quantiles: z.object({ dom: z.number(), req: z.number(), size: z.number() }) }),
    python: z.object({ score: z.number(), grade: z.string(), ghg_g: z.number() }),
  }),
})
const Graded = z.object({ name: z.string(), input: z.object({ score: z.number() }), expected: z.object({ python_grade: z.string() }) })
const Gases = z.object({ name: z.string(), input: z.object({ score: z.number() }), expected: z.object({ ghg_g: z.number() }) })
const matching = <T extends z.ZodType>(schema: T) => vectors.flatMap((vector) => schema.safeParse(vector).data ?? []) as z.infer<T>[]

const tables = ecoindexTables(factors)

describe('EcoIndex', () => {
  test('every vector is reached by the tests', () => {
    expect(matching(Page).length + matching(Graded).length + matching(Gases).length).toBe(vectors.length)
  })

  test.each(matching(Page))('$name', ({ input, expected }) => {
    const result = ecoindex({ nodes: input.dom, requests: input.requests, kilobytes: input.size_kb }, tables)
    expect(result.score).toBeCloseTo(expected.js.score_unrounded, 6)
    expect(quantilePosition(tables.dom, input.dom)).toBeCloseTo(expected.js.quantiles.dom, 8)
    expect(quantilePosition(tables.requests, input.requests)).toBeCloseTo(expected.js.quantiles.req, 8)
    expect(quantilePosition(tables.kilobytes, input.size_kb)).toBeCloseTo(expected.js.quantiles.size, 7)
    expect(result).toMatchObject({ roundedScore: expected.python.score, grade: expected.python.grade })
    expect(result.indicativeGramsCO2e).toBeCloseTo(expected.python.ghg_g, 9)
  })

  test.each(matching(Graded))('$name', ({ input, expected }) => expect(ecoindexGrade(input.score)).toBe(expected.python_grade))
  test.each(matching(Gases))('$name', ({ input, expected }) => expect(indicativeGramsCO2e(input.score)).toBeCloseTo(expected.ghg_g, 9))

  test.each([[-1], [Number.NaN], [Infinity]])('refuses %d elements instead of grading them', (nodes) => {
    expect(() => ecoindex({ nodes, requests: 1, kilobytes: 1 }, tables)).toThrow(RangeError)
  })
})
