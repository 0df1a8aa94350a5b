import type { Artifacts } from '#model/evidence'
import { fold } from '#lib/words/fold'
import { planWords, yearPlanWords } from './accessibility-items.ts'
import type { Reading } from './item.ts'

type Plans = Artifacts['notices'][number]['plans']

/** First and last year of the multi-year plan, as the text says them. */
export type PlanYears = { first: number; last: number }

const span = new RegExp(String.raw`(?:${planWords.source})[^.]{0,60}?\b(20\d\d) ?(?:-|–|—|/|a|au|et) ?(20\d\d)\b`)

export function planYears(text: string): PlanYears | null {
  const [, first, last] = span.exec(fold(text)) ?? []
  return first === undefined || last === undefined ? null : { first: Number(first), last: Number(last) }
}

/** Statuses by which a server says that there is nothing there (RFC 9110, 15.5.5 and 15.5.11); the others prove nothing. */
const gone = (status: number | null) => status === 404 || status === 410

/** The links to the plan that lead nowhere. */
export const deadPlans = (plans: Plans): Plans => plans.filter(({ status }) => gone(status))

/** The three items on the plans, for which words are not enough: a link that answers, years that cover the year of the visit. */
export function readPlan(reading: Reading, text: string, plans: Plans, year: number): Reading {
  if (reading.state !== 'found') return reading
  const toVerify = (doubt: string): Reading => ({ ...reading, state: 'to-verify', doubt })
  if (reading.item.id === 'plan-link') return plans.some(({ status }) => status !== null && status < 400) ? reading : toVerify(linkDoubt(plans))
  if (reading.item.id === 'plan-years') return planYears(text) === null ? toVerify('il est nommé sans ses années') : reading
  if (reading.item.id !== 'year-plan') return reading
  const years = [...fold(text).matchAll(new RegExp(String.raw`(?:${yearPlanWords.source})[^.]{0,30}?\b(20\d\d)\b`, 'g'))].map(([, found]) => Number(found))
  if (years.includes(year)) return reading
  return toVerify(years.length === 0 ? 'il est nommé sans son année' : `l’année lue est ${Math.max(...years)}`)
}

function linkDoubt(plans: Plans): string {
  if (plans.length === 0) return 'il est nommé, aucun lien n’a été reconnu'
  if (deadPlans(plans).length > 0) return 'le lien répond que la page n’existe pas'
  return 'le lien n’a pas pu être suivi'
}
