import type { Derivation } from '#model/derivation'
import type { Observation } from '#model/observation'
import { originsOf } from '#lib/estate/origins'
import { converted, derive, given } from '#lib/explain/derivation'
import { doubledLine, statedIn } from '#lib/publish/declared-indicator'

/** `steps` null: what it takes was not declared, and `missing` says what. */
export type MarketCarbon = { steps: Derivation | null; basis: string; missing: string[] }

/**
 * Scope 2 by contracts (GHG Protocol, scope 2 guidance 2015): what certificates cover counts for nothing, the rest by the residual
 * mix, never by the grid's average. Null unless the town declares both for the calendar year, in which certificates are cancelled.
 * `drawn`: what the rooms drew in that year, in kWh.
 */
export function marketCarbon(observations: readonly Observation[], year: string, drawn: Derivation): MarketCarbon {
  const declared = (metric: string) => statedIn({ observations }, metric, year, true)
  const [certified, residual] = [declared('energy.renewable'), declared('electricity.residual-factor').slice(-1)]
  if (certified.length === 0 || residual.length === 0) {
    const absent = [...(certified.length === 0 ? ['l’énergie couverte par des garanties d’origine'] : []), ...(residual.length === 0 ? ['le mix résiduel'] : [])]
    return { steps: null, basis: 'non déclaré', missing: [`Approche « marché » : il manque ${absent.join(' et ')} de ${year}.`] }
  }
  const sumOf = (label: string, unit: string, own: readonly Observation[]) => given(label, own.reduce((sum, { value }) => sum + (value ?? 0), 0), unit, originsOf(own))
  const uncovered = derive('greatest', 'Électricité sans garantie d’origine', 'kWh', [
    derive('difference', 'Électricité moins garanties d’origine', 'kWh', [drawn, sumOf('Garanties d’origine', 'kWh', certified)]),
    given('Rien de moins que zéro', 0, 'kWh', { kind: 'convention', words: 'un excédent de garanties ne se compte pas' }),
  ])
  const grams = derive('product', 'Carbone, en grammes', 'gCO2e', [uncovered, sumOf('Mix résiduel déclaré', 'gCO2e/kWh', residual)])
  return { steps: converted('Carbone, approche « marché »', 'kgCO2e', grams, 1 / 1000, 'kilogrammes dans un gramme'), basis: 'garanties d’origine et mix résiduel déclarés', missing: doubledLine({ observations }, ['energy.renewable', 'electricity.residual-factor'], year) }
}
