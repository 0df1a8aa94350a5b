import { count, oneOf, period, text } from '#effects/tables/column'
import { yearOf, type Fact } from '#effects/tables/fact'
import { defineTable } from '#effects/tables/table-connector'

const started = { residents: 'training.started', staff: 'training.staff-started', elected: 'training.elected-started' } as const
const completed = { residents: 'training.completed', staff: 'training.staff', elected: 'training.elected' } as const

/** Training sessions, a line each, with numbers of people and never their names. Women are counted as they declared themselves. */
export default defineTable({
  title: 'Formations et parcours : commencés, terminés (CSV, Excel, ODS)',
  columns: {
    period: period.needed(['periode', 'date', 'annee', 'mois']),
    course: text(['parcours', 'formation', 'cours', 'intitule']),
    audience: oneOf(['public', 'audience'], { residents: ['habitants', 'usagers', 'grand public', 'public'], staff: ['agents', 'agent', 'personnel'], elected: ['elus', 'elu', 'elues', 'elus municipaux'] }),
    started: count.needed(['commences', 'personnes commencant', 'inscrits presents', 'entrees']),
    completed: count(['termines', 'personnes ayant termine', 'achevements', 'sorties positives']),
    women: count(['femmes', 'dont femmes']),
    genderKnown: count(['genre declare', 'personnes de genre declare']),
  },
  facts({ period: on, audience, started: begun, completed: done, women, genderKnown }) {
    if ((done ?? 0) > begun) return { reason: 'plus de parcours terminés que commencés', mend: 'Une personne qui termine a commencé : comptez-la dans les deux colonnes, la même année.' }
    if ((women ?? 0) > (genderKnown ?? begun)) return { reason: 'plus de femmes que de personnes', mend: 'Corrigez l’un des deux nombres.' }
    const who = audience ?? 'residents'
    const inYear = { period: yearOf(on) }
    const facts: Fact[] = [{ ...inYear, metric: started[who], value: begun }]
    if (done !== null) facts.push({ ...inYear, metric: completed[who], value: done })
    if (women !== null) facts.push({ ...inYear, metric: 'training.women', value: women }, { ...inYear, metric: 'training.gender-known', value: genderKnown ?? begun })
    return facts
  },
  after: (observations) => observations.filter((each) => !tellsTheOthers(each, observations)),
  people: [...Object.values(started), ...Object.values(completed), 'training.women', 'training.gender-known'],
})

/** A number of women that leaves from one to four others would tell who these are. */
function tellsTheOthers({ metric, period: on, value }: { metric: string; period: string; value: number | null }, observations: readonly { metric: string; period: string; value: number | null }[]): boolean {
  if (metric !== 'training.women') return false
  const known = observations.find((other) => other.metric === 'training.gender-known' && other.period === on)?.value ?? 0
  const others = known - (value ?? 0)
  return others > 0 && others < 5
}
