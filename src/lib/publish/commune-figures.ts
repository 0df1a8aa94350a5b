import type { CommuneFigure, PublishedCommune } from '#model/bundle'

/** A figure in one commune; null where nobody gave it or where too few people are behind it. */
export type CommuneRow = Pick<PublishedCommune, 'id' | 'name'> & { figure: CommuneFigure | null; value: number | null; low: number | null; high: number | null }
export type CommuneFigures = {
  rows: CommuneRow[]
  /** Communes that gave the figure. */
  given: number
  /** The values are for 1,000 inhabitants: totals of towns of different sizes do not compare otherwise. */
  perThousandInhabitants: boolean
}

/**
 * One figure commune by commune, in the order given; null when fewer than two communes have a value. A total is shared among inhabitants
 * when all those who gave it say how many they have.
 */
export function communeFigures(communes: readonly PublishedCommune[], indicator: string): CommuneFigures | null {
  const told = communes.map(({ id, name, figures }) => ({ id, name, figure: figures.find((figure) => figure.indicator === indicator) ?? null }))
  const known = told.flatMap(({ figure }) => (figure === null || figure.value === null ? [] : [figure]))
  if (known.length < 2) return null
  const shared = known.every(({ perThousandInhabitants }) => perThousandInhabitants !== null)
  const rows = told.map(({ figure, ...commune }) => shared
    ? { ...commune, figure, value: figure?.perThousandInhabitants ?? null, low: null, high: null }
    : { ...commune, figure, value: figure?.value ?? null, low: figure?.low ?? null, high: figure?.high ?? null })
  return { rows, given: known.length, perThousandInhabitants: shared }
}
