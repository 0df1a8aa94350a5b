import type { Observation } from '#model/observation'

export type MarketCarbon = { kgCO2e: number | null; basis: string; missing: string[] }

/**
 * Scope 2 by contracts (GHG Protocol, scope 2 guidance 2015): what certificates cover counts for nothing, the rest by the residual
 * mix, never by the grid's average. Null unless the town declares both for the year. `kWh` is what the rooms drew.
 */
export function marketCarbon(observations: readonly Observation[], year: string, kWh: number): MarketCarbon {
  const declared = (metric: string): number | null => {
    const own = observations.filter((each) => each.metric === metric && each.period.startsWith(year) && each.value !== null)
    return own.length === 0 ? null : own.reduce((sum, { value }) => sum + (value ?? 0), 0)
  }
  const [renewableKWh, residual] = [declared('energy.renewable'), observations.findLast((each) => each.metric === 'electricity.residual-factor' && each.period.startsWith(year))?.value ?? null]
  if (renewableKWh === null || residual === null) {
    const absent = [...(renewableKWh === null ? ['l’énergie couverte par des garanties d’origine'] : []), ...(residual === null ? ['le mix résiduel'] : [])]
    return { kgCO2e: null, basis: 'non déclaré', missing: [`Approche « marché » : il manque ${absent.join(' et ')} de ${year}.`] }
  }
  return { kgCO2e: (Math.max(0, kWh - renewableKWh) * residual) / 1000, basis: 'garanties d’origine et mix résiduel déclarés', missing: [] }
}
