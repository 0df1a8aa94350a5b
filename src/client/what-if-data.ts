import type { FleetInput } from '#model/published-fleet'
import type { AssumptionKey } from '#lib/scenarios/assumptions'

/** A sentence of which `count` chooses the form, in the language of the page. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

export const whatIfWords = [
  'open', 'loading', 'failed', 'form', 'lifetimes', 'others', 'plan', 'reuse.label', 'screens.label', 'renew.type', 'renew.years', 'from', 'to', 'share', 'reset',
  'before', 'after', 'difference', 'lower', 'higher', 'unsure', 'same', 'supposed', 'avoided', 'absent', 'invalid', 'rule',
] as const
export type WhatIfWord = (typeof whatIfWords)[number]

/** What the page gives the island: the fleet, the types that its fields offer, and the words. */
export type WhatIfData = {
  fleet: FleetInput
  /** Most numerous first. */
  present: string[]
  words: Record<WhatIfWord, string> & { kg: string; t: string; between: string }
  assumptions: Record<AssumptionKey, Forms>
}
