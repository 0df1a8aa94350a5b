import type { Factor, FactorBook } from '#model/factor'
import type { Derivation } from '#model/derivation'
import type { Observation } from '#model/observation'
import { readingSteps } from '#lib/estate/room-months'
import { derive, given } from '#lib/explain/derivation'
import { boundsOf, logNormalBounds } from '#lib/explain/explained-table'
import { factorOfYear } from '#lib/factors/factor-of-year'
import { productDeviation } from '#maths/statistics'
import type { MeterDeviation } from './meter-accuracy.ts'

/** The family that the balance of rooms and devices uses (location-based, scope 2 of the GHG Protocol). */
export const RETAINED_FAMILY = 'electricity.fr.ademe'
/** What each source's figure is good for; they are compared, never mixed. */
const families = [
  { family: RETAINED_FAMILY, use: 'retenu pour ce bilan' },
  { family: 'electricity.fr.electricity-maps', use: 'comparaison' },
  { family: 'electricity.fr.ember', use: 'modèle du web (SWDM) seulement' },
  { family: 'electricity.fr.rte', use: 'courbes et décalage des usages seulement' },
] as const

export type GridFactor = { factor: Factor; use: string }

/** The factors of every source for a year, each apart with its year and its perimeter; a source without any is left out. */
export function gridFactors(book: FactorBook, year: number): GridFactor[] {
  const known = [...book.factors.keys()]
  return families.filter(({ family }) => known.some((id) => id.startsWith(`${family}.`))).map(({ family, use }) => ({ factor: factorOfYear(book, family, year), use }))
}

export type LocationCarbon = { steps: Derivation; deviation: number | null; factors: string[] }

/** Electricity of months as carbon, each by the factor of its year. `deviation` is the largest of the factors used; null when one has none. */
export function locationCarbon(readings: readonly Observation[], book: FactorBook): LocationCarbon {
  const byFactor = Map.groupBy(readings, ({ period }) => factorOfYear(book, RETAINED_FAMILY, Number(period.slice(0, 4))))
  const deviations = [...byFactor.keys()].map(({ relativeStandardDeviation }) => relativeStandardDeviation)
  const steps = [...byFactor].map(([factor, own]) => derive('product', `Électricité au facteur de ${factor.year}`, 'kgCO2e', [
    readingSteps('Salle entière', own), given(factor.name, factor.value, factor.unit, { kind: 'factor', id: factor.id }),
  ]))
  return {
    steps: derive('sum', 'Carbone de l’électricité de la salle', 'kgCO2e', steps),
    deviation: deviations.includes(null) ? null : Math.max(...deviations.map((deviation) => deviation ?? 0)),
    factors: [...byFactor.keys()].map(({ id }) => id).sort(),
  }
}

/** Said wherever an interval rests on it. */
export const ASSUMED_ACCURACY = 'La précision des compteurs n’est pas déclarée : l’intervalle en suppose une, écrite avec le calcul.'

/** The 90 % interval of a carbon: the factors of its electricity, then the meters of its energy, independent; none when a factor has no deviation. */
export function carbonInterval(whole: Derivation, { deviation, factors }: LocationCarbon, meters: readonly MeterDeviation[]) {
  if (deviation === null) return { measure: {}, missing: [] }
  const origins = [...factors.map((id) => ({ kind: 'factor', id }) as const), ...meters.flatMap((meter) => meter.origins)]
  return {
    measure: boundsOf(logNormalBounds(whole, productDeviation(deviation, ...meters.map(({ value }) => value)), origins)),
    missing: meters.some(({ assumed }) => assumed) ? [ASSUMED_ACCURACY] : [],
  }
}
