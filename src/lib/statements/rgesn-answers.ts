import type { DeclaredCriterion, RgesnGrid } from '#model/rgesn'
import type { MessageKey } from '#lib/words/i18n'

type FactIn<Key> = Key extends `ecodesign.fact.${infer Fact}` ? Fact : never
export type EcodesignFact = FactIn<MessageKey>

/**
 * What the dashboard itself answers. `held`: a test of Trèfle fails when it stops being true. `built`: it follows from what Trèfle is.
 * `partly`: what is held is not all that the criterion asks. `missed`: it is not met.
 */
type OwnState = 'held' | 'built' | 'partly' | 'missed' | 'not-applicable'
export type RgesnAnswer =
  | { state: OwnState; fact: EcodesignFact }
  | { state: 'declared-met' | 'declared-missed' | 'declared-not-applicable'; declared: DeclaredCriterion }
  | { state: 'to-declare' }

/** Criteria that can be answered for every town, since the pages are the same. The others depend on the town and its host. */
const own: Readonly<Record<string, { state: OwnState; fact: EcodesignFact }>> = {
  '1.8': { state: 'partly', fact: 'licence' },
  '1.9': { state: 'held', fact: 'script' },
  '2.1': { state: 'partly', fact: 'browsers' },
  '2.3': { state: 'partly', fact: 'weight' },
  '2.4': { state: 'held', fact: 'browsers' },
  '2.5': { state: 'held', fact: 'script' },
  '2.9': { state: 'partly', fact: 'charts' },
  '2.10': { state: 'not-applicable', fact: 'strangers' },
  '3.1': { state: 'partly', fact: 'static' },
  '3.2': { state: 'partly', fact: 'static' },
  '3.4': { state: 'not-applicable', fact: 'device' },
  '3.5': { state: 'not-applicable', fact: 'install' },
  '3.6': { state: 'not-applicable', fact: 'install' },
  '4.1': { state: 'held', fact: 'motion' },
  '4.2': { state: 'held', fact: 'script' },
  '4.4': { state: 'not-applicable', fact: 'strangers' },
  '4.5': { state: 'held', fact: 'native' },
  '4.6': { state: 'held', fact: 'media' },
  '4.7': { state: 'partly', fact: 'media' },
  '4.8': { state: 'held', fact: 'fonts' },
  '4.9': { state: 'built', fact: 'search' },
  '4.12': { state: 'partly', fact: 'open' },
  '4.13': { state: 'held', fact: 'sensors' },
  '4.15': { state: 'partly', fact: 'open' },
  '5.1': { state: 'missed', fact: 'jpeg' },
  '5.3': { state: 'not-applicable', fact: 'media' },
  '5.4': { state: 'not-applicable', fact: 'media' },
  '5.5': { state: 'not-applicable', fact: 'media' },
  '5.6': { state: 'not-applicable', fact: 'media' },
  '6.1': { state: 'held', fact: 'weight' },
  '6.5': { state: 'partly', fact: 'charts' },
  '6.6': { state: 'held', fact: 'sensors' },
  '6.7': { state: 'partly', fact: 'strangers' },
  '7.2': { state: 'partly', fact: 'storage' },
  '7.3': { state: 'not-applicable', fact: 'static' },
  '7.4': { state: 'not-applicable', fact: 'consensus' },
  '9.1': { state: 'built', fact: 'training' },
  '9.2': { state: 'not-applicable', fact: 'training' },
  '9.3': { state: 'not-applicable', fact: 'training' },
  '9.4': { state: 'not-applicable', fact: 'training' },
  '9.5': { state: 'not-applicable', fact: 'training' },
  '9.6': { state: 'not-applicable', fact: 'training' },
  '9.7': { state: 'not-applicable', fact: 'training' },
}

/** The answer to each criterion by its number: what the town declares comes first, since it knows what it runs; then what Trèfle holds. */
export function rgesnAnswers({ themes }: Pick<RgesnGrid, 'themes'>, declared: readonly DeclaredCriterion[]): ReadonlyMap<string, RgesnAnswer> {
  return new Map(themes.flatMap(({ criteria }) => criteria.map(({ number }): [string, RgesnAnswer] => {
    const said = declared.find(({ criterion }) => criterion === number)
    return [number, said ? { state: `declared-${said.state}`, declared: said } : own[number] ?? { state: 'to-declare' }]
  })))
}

/** How many criteria are answered, and how many of these by a test or by what Trèfle is. One that is held in part is not answered. */
export function countAnswers(answers: ReadonlyMap<string, RgesnAnswer>): { criteria: number; answered: number; own: number } {
  const states = [...answers.values()].map(({ state }) => state)
  const open = states.filter((state) => state === 'to-declare' || state === 'partly').length
  const ours = states.filter((state) => ['held', 'built', 'missed', 'not-applicable'].includes(state)).length
  return { criteria: states.length, answered: states.length - open, own: ours }
}
