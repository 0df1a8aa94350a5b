import { z } from 'zod'
import type { Bounds, Setting } from '../budgets-file.ts'
import { metricValueId, notTakenNote, resourceValueId, taken, type Override, type Rules, type Taken } from './taken.ts'

const Options = z.looseObject({ minScore: z.number().optional(), maxNumericValue: z.number().optional(), maxLength: z.number().optional() })
const LevelName = z.enum(['off', 'warn', 'error'])
const Assertion = z.union([LevelName, z.tuple([LevelName]), z.tuple([LevelName, Options])])
const Assert = z.looseObject({ assertions: z.record(z.string(), z.unknown()).optional(), preset: z.string().optional(), budgetsFile: z.string().optional() })
const Lighthouserc = z.looseObject({ ci: z.looseObject({ assert: Assert.extend({ assertMatrix: z.array(Assert.extend({ matchingUrlPattern: z.string().optional() })).optional() }) }) })

/** What an assertion of Lighthouse CI bounds here. Sizes are bytes in both; a score of 0..1 becomes points of 100. */
function ruleOf(name: string, { minScore, maxNumericValue }: z.infer<typeof Options>): { rule: string; bounds: Partial<Bounds> } | null {
  if (name === 'categories:performance') return minScore === undefined ? null : { rule: 'sobriety/lighthouse-performance', bounds: { min: 100 * minScore } }
  if (maxNumericValue === undefined) return null
  const [, kind, figure] = /^resource-summary[:.]([a-z-]+)[:.](size|count)$/.exec(name) ?? []
  const rule = name === 'total-byte-weight' ? 'sobriety/page-weight'
    : name === 'dom-size' ? 'sobriety/ecoindex#nodes'
      : kind !== undefined ? resourceValueId(kind, figure === 'size' ? 'bytes' : 'count') : metricValueId(name)
  return rule === null ? null : { rule, bounds: { max: maxNumericValue } }
}

function rulesOf(assertions: Readonly<Record<string, unknown>>, notTaken: string[]): Rules {
  const entries = Object.entries(assertions).flatMap(([name, value]): [string, Setting][] => {
    const parsed = Assertion.safeParse(value)
    if (!parsed.success) { notTaken.push(name); return [] }
    const [level, options = {}] = typeof parsed.data === 'string' ? [parsed.data] : parsed.data
    const rule = ruleOf(name, options)
    if (rule !== null) return [[rule.rule, { level, ...rule.bounds }]]
    if (level !== 'off') notTaken.push(name)
    return []
  })
  return Object.fromEntries(entries)
}

/**
 * The assertions of a lighthouserc (`ci.assert`); null when the value has none. `matchingUrlPattern` is a regular expression, as there.
 * Every load is looked at here: `aggregationMethod` is not taken over.
 */
export function budgetsOfLighthouserc(value: unknown, name: string): Taken | null {
  const parsed = Lighthouserc.safeParse(value)
  if (!parsed.success) return null
  const { assertions = {}, assertMatrix = [], preset, budgetsFile } = parsed.data.ci.assert
  const notTaken: string[] = []
  const overrides = assertMatrix.map((row): Override => ({ pages: [`re:${row.matchingUrlPattern ?? '.*'}`], audits: rulesOf(row.assertions ?? {}, notTaken) }))
  const audits = rulesOf(assertions, notTaken)
  return taken(audits, overrides, [
    ...notTakenNote(name, 'assertions', notTaken),
    ...(preset === undefined ? [] : [`${name} : l’ensemble « ${preset} » de Lighthouse n’est pas repris ; choisissez des audits de Trèfle.`]),
    ...(budgetsFile === undefined ? [] : [`${name} : donnez aussi ${budgetsFile} à --budgets si vous l’utilisez.`]),
    `${name} : tous les chargements comptent ; aggregationMethod n’est pas repris.`,
  ])
}
