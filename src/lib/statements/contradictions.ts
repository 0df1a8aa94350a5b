import type { Artifacts } from '#model/evidence'
import { formatDate } from '#lib/time/dates'
import { conformityOfRate, conformityWords, declaredConformities, establishedOn, readRate } from './conformity.ts'
import { deadPlans, planYears } from './accessibility-plans.ts'

/** Two things that cannot both be so, or a date that has passed. `url`: where it was seen, when elsewhere. */
export type Contradiction = { id: string; message: string; url?: string }

type Visit = { /** Instant of the visit. */ at: string; /** Years that a statement is valid. */ validYears: number; /** Years that a multi-year plan may cover. */ planYearsMax: number }

/** What an accessibility statement says against itself, and what has passed at the instant of the visit. */
export function contradictionsOf({ text, plans }: Pick<Artifacts['notices'][number], 'text' | 'plans'>, visit: Visit): Contradiction[] {
  return [...stateContradictions(text), ...ageContradiction(text, visit), ...planContradictions(text, visit), ...deadPlans(plans).map(({ url, status }) => (
    { id: 'dead-plan-link', message: `Le lien vers le schéma pluriannuel répond ${status} : la page n’a pas été trouvée.`, url }))]
}

function stateContradictions(text: string): Contradiction[] {
  const states = declaredConformities(text)
  const [state, other] = states
  if (state === undefined) return []
  if (other !== undefined) return [{ id: 'several-states', message: `La déclaration donne plusieurs états : « ${states.map((each) => conformityWords[each]).join(' », « ')} ».` }]
  const rate = readRate(text)
  if (rate === null || conformityOfRate(rate) === state) return []
  return [{ id: 'rate-and-state', message: `L’état écrit est « ${conformityWords[state]} » ; un taux de ${String(rate).replace('.', ',')} % correspond à « ${conformityWords[conformityOfRate(rate)]} ».` }]
}

/** Days are compared as text, which needs no clock and no time zone. */
function ageContradiction(text: string, { at, validYears }: Visit): Contradiction[] {
  const day = establishedOn(text)
  const oldest = `${Number(at.slice(0, 4)) - validYears}${at.slice(4, 10)}`
  if (day === null || day >= oldest) return []
  return [{ id: 'too-old', message: `La déclaration est datée du ${formatDate(day)} : elle a plus de ${validYears} ans.` }]
}

function planContradictions(text: string, { at, planYearsMax }: Visit): Contradiction[] {
  const years = planYears(text)
  const year = Number(at.slice(0, 4))
  if (years === null) return []
  const span = `Le schéma pluriannuel couvre ${years.first}-${years.last}`
  if (year > years.last) return [{ id: 'plan-over', message: `${span} : il ne couvre plus l’année de la visite.` }]
  // "2024-2027" may mean three whole years.
  return years.last - years.first > planYearsMax ? [{ id: 'plan-too-long', message: `${span} : plus de ${planYearsMax} ans.` }] : []
}
