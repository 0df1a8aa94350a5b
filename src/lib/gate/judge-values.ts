import type { CheckedPage, JudgedBudget, ValueId } from './check-report.ts'
import { isComparable } from './comparable.ts'
import type { Held, HeldPage } from './settings.ts'
import { compareLoads, falseAlarms, type Compared } from './compare-loads.ts'
import { holm } from '#maths/welch'
import { pageKey } from './fingerprint.ts'
import { moreIsBetter, spokenValue } from './value-words.ts'

/** A budget of one figure of one page, before it is judged. */
type Asked = { page: CheckedPage; reference: CheckedPage | null; value: ValueId; held: Held; kind: 'max' | 'min' | 'increase' | 'drift'; accepted: number | null }

/** What the baseline accepts for a budget, by its id. */
export type Accepted = ReadonlyMap<string, number>

export const budgetId = (value: string, kind: JudgedBudget['kind'], page: CheckedPage): string => [value, kind, pageKey(page), page.pass, page.profile].join(' ')
export const scopeOf = (page: CheckedPage, { pattern }: Held): JudgedBudget['scope'] =>
  ({ page: pageKey(page), url: page.url, pass: page.pass, profile: page.profile, ...(pattern === undefined ? {} : { pattern }) })

/** The budgets that bound figures, judged together: the more comparisons a check makes, the more each has to show. */
export function judgeValues(pages: readonly HeldPage[], accepted: Accepted): JudgedBudget[] {
  const asked = pages.flatMap((page) => askedOf(page, accepted))
  const compared = asked.map((one) => (one.kind === 'increase' || one.kind === 'drift' ? comparedOf(one) : null))
  // The family is every comparison that was made, not those alone that look worse: choosing first is how chance passes for change.
  const family = compared.map((one) => (one?.state === 'beyond' && one.pValue !== null ? one.pValue : 1))
  const made = compared.flatMap((one, index) => (one === null ? [] : [index]))
  const standing = new Set(holm(made.map((index) => family[index] ?? 1), falseAlarms).flatMap((stands, rank) => (stands ? [made[rank]] : [])))
  return asked.map((one, index) => {
    const result = compared[index] ?? null
    if (result === null) return judgeLimit(one)
    return judgeChange(one, result, result.state === 'beyond' && (result.pValue === null || standing.has(index)))
  })
}

function askedOf({ page, reference, held }: HeldPage, accepted: Accepted): Asked[] {
  return [...held].flatMap(([value, rule]) => {
    const one = (kind: Asked['kind']): Asked => ({ page, reference: reference !== null && isComparable(page, reference, value) ? reference : null, value, held: rule, kind, accepted: accepted.get(budgetId(value, kind, page)) ?? null })
    return [
      ...(rule.max === undefined ? [] : [one('max')]), ...(rule.min === undefined ? [] : [one('min')]),
      ...(rule.increase === undefined ? [] : [one('increase')]), ...(rule.drift ? [one('drift')] : []),
    ]
  })
}

const unitOf = ({ page, reference, value }: Asked) => page.figures?.[value]?.unit ?? reference?.figures?.[value]?.unit ?? null
const samplesOf = (page: CheckedPage | null, value: ValueId): readonly number[] => page?.samples?.[value] ?? [page?.figures?.[value]?.value].filter((each) => each !== undefined)

function head(asked: Asked): Pick<JudgedBudget, 'id' | 'value' | 'kind' | 'level' | 'scope' | 'unit' | 'measured' | 'spread'> & { level: 'warn' | 'error' } {
  const { page, value, kind, held } = asked
  const samples = samplesOf(page, value)
  return {
    id: budgetId(value, kind, page), value, kind, level: held.level === 'warn' ? 'warn' : 'error', unit: unitOf(asked), measured: page.figures?.[value]?.value ?? null,
    scope: scopeOf(page, held),
    ...(samples.length > 1 ? { spread: [Math.min(...samples), Math.max(...samples)] as [number, number] } : {}),
  }
}

const failing = (level: 'warn' | 'error') => (level === 'warn' ? 'warn' as const : 'fail' as const)
const unknownWords = 'Cette valeur n’a pas pu être mesurée.'

/** A limit: held when every load holds it, exceeded when none does; between the two, nobody can say. */
function judgeLimit(asked: Asked): JudgedBudget {
  const { held, kind, page, value, accepted } = asked
  const common = head(asked)
  const bound = (kind === 'min' ? held.min : held.max) ?? NaN
  const limit = accepted ?? bound
  const samples = samplesOf(page, value)
  const base = { ...common, limit, ...(accepted === null ? {} : { accepted, bound }), test: { name: 'limit' as const, candidateLoads: samples.length } }
  if (samples.length === 0 || common.measured === null) return { ...base, outcome: 'unmeasured', message: unknownWords }
  const beyond = samples.filter((sample) => (kind === 'min' ? sample < limit : sample > limit)).length
  const words = `${spokenValue(common.measured, common.unit)} ; ${kind === 'min' ? 'au moins' : 'au plus'} ${spokenValue(limit, common.unit)}${accepted === null ? '' : ` (dette acceptée ; limite ${spokenValue(bound, common.unit)})`}`
  if (beyond === 0) return { ...base, outcome: 'pass', message: `${words}.` }
  if (beyond === samples.length) return { ...base, outcome: failing(common.level), message: `${words}.` }
  return { ...base, outcome: 'unstable', message: `${words} : ${beyond} chargement${beyond > 1 ? 's' : ''} sur ${samples.length} au-delà. Instable, non jugé.` }
}

/** Negated where more is better, so that higher is always worse. */
function comparedOf(asked: Asked): Compared | null {
  const sign = moreIsBetter(unitOf(asked)) ? -1 : 1
  const [candidate, reference] = [asked.page, asked.reference].map((page) => samplesOf(page, asked.value).map((sample) => sign * sample))
  if (!candidate?.length || !reference?.length) return { state: 'too-few', side: candidate?.length ? 'reference' : 'candidate' }
  return compareLoads(candidate, reference, allowedFrom(asked.held, asked.kind))
}

function allowedFrom({ increase }: Held, kind: Asked['kind']): (value: number) => number {
  if (kind === 'drift' || increase === undefined) return (value) => value
  if (typeof increase === 'number') return (value) => value + increase
  const share = Number.parseFloat(increase) / 100
  return (value) => value + share * Math.abs(value)
}

const changeWords = {
  'too-few-reference': 'La référence n’a pas encore assez de chargements (trois au moins) : apprentissage.',
  'too-few-candidate': 'Trop peu de chargements de cette page (trois au moins) : instable, non jugé.',
  overlaps: 'L’écart reste dans la dispersion des chargements : instable, non jugé.',
  weak: 'L’écart ne se distingue pas assez du hasard (test de Welch, correction de Holm) : instable, non jugé.',
} as const

function judgeChange(asked: Asked, compared: Compared, stands: boolean): JudgedBudget {
  const { page, reference, value, held, kind } = asked
  const common = head(asked)
  const [before, sign] = [reference?.figures?.[value]?.value ?? null, moreIsBetter(common.unit) ? -1 : 1]
  const limit = before === null ? null : sign * allowedFrom(held, kind)(sign * before)
  const pValue = compared.state === 'beyond' ? compared.pValue : null
  const base = {
    ...common, limit, reference: before,
    test: {
      name: compared.state === 'beyond' && pValue === null ? 'all-loads-alike' as const : 'welch' as const,
      candidateLoads: samplesOf(page, value).length, referenceLoads: samplesOf(reference, value).length, ...(pValue === null ? {} : { pValue }),
    },
  }
  if (common.measured === null) return { ...base, outcome: 'unmeasured', message: unknownWords }
  if (before === null) return { ...base, outcome: 'learning', message: 'Il n’y a pas encore de référence pour cette page : apprentissage.' }
  const words = `${spokenValue(common.measured, common.unit)}, contre ${spokenValue(before, common.unit)} dans la référence.`
  if (compared.state === 'within') return { ...base, outcome: 'pass', message: words }
  if (compared.state === 'beyond' && stands) return { ...base, outcome: failing(common.level), message: `${words} Au-delà de ce qui est permis et de la dispersion des chargements.` }
  if (compared.state === 'too-few') return { ...base, outcome: compared.side === 'reference' ? 'learning' : 'unstable', message: `${words} ${changeWords[`too-few-${compared.side}`]}` }
  return { ...base, outcome: 'unstable', message: `${words} ${changeWords[compared.state === 'overlaps' ? 'overlaps' : 'weak']}` }
}
