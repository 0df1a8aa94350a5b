import type { FactorBook } from '#model/factor'
import { factorTable } from '#lib/factors/factor-book'

export type EcoindexCounts = { nodes: number; requests: number; kilobytes: number }
export type EcoindexTables = { dom: readonly number[]; requests: readonly number[]; kilobytes: readonly number[] }
export type Grade = 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G'
export type Ecoindex = {
  /** 0..100, not rounded: what is stored and compared. */
  score: number
  /** What ecoindex.fr shows: the grade and the gases come from it. */
  roundedScore: number
  grade: Grade
  /** A straight line of the score, 1 to 3 g: indicative, never part of a carbon balance. */
  indicativeGramsCO2e: number
}

/**
 * EcoIndex® of a page, by the collective's published formula: three positions between sourced quantiles,
 * weighted 3 (DOM), 2 (requests), 1 (kilobytes, 1 kB = 1000 bytes), each class worth 5 points.
 * Grade and gases follow the rounded score, as the Python implementation behind ecoindex.fr does.
 * Throws a RangeError for a count that is negative or not finite.
 */
export function ecoindex(counts: EcoindexCounts, tables: EcoindexTables): Ecoindex {
  const weighted =
    3 * quantilePosition(tables.dom, counts.nodes) +
    2 * quantilePosition(tables.requests, counts.requests) +
    quantilePosition(tables.kilobytes, counts.kilobytes)
  const score = Math.min(100, Math.max(0, 100 - (5 * weighted) / 6))
  const roundedScore = roundHalfEven(score)
  return { score, roundedScore, grade: ecoindexGrade(roundedScore), indicativeGramsCO2e: indicativeGramsCO2e(roundedScore) }
}

/** The three sourced tables of quantiles (datasets/factors/web.json). */
export function ecoindexTables(book: FactorBook): EcoindexTables {
  return {
    dom: factorTable(book, 'ecoindex.dom'),
    requests: factorTable(book, 'ecoindex.requests'),
    kilobytes: factorTable(book, 'ecoindex.kilobytes'),
  }
}

/** Class and fraction of class of a value among ascending bounds: 0 at the first bound, the class count from the last on. */
export function quantilePosition(bounds: readonly number[], value: number): number {
  if (!Number.isFinite(value) || value < 0) throw new RangeError(`EcoIndex expects a count of 0 or more, got ${value}`)
  const upper = bounds.findIndex((bound, index) => index > 0 && value < bound)
  if (upper === -1) return bounds.length - 1
  const [low = 0, high = 0] = bounds.slice(upper - 1)
  return upper - 1 + (value - low) / (high - low)
}

/** Limits are strictly exceeded: exactly 80 is a B. */
const gradeLimits = [['A', 80], ['B', 70], ['C', 55], ['D', 40], ['E', 25], ['F', 10]] as const

/** Letter of a score of 0..100. */
export function ecoindexGrade(score: number): Grade {
  return gradeLimits.find(([, limit]) => score > limit)?.[0] ?? 'G'
}

/** Grams of CO2 equivalent that EcoIndex associates with a score of 0..100: 2 + 2 (50 − score) / 100. */
export function indicativeGramsCO2e(score: number): number {
  return 2 + (2 * (50 - score)) / 100
}

/** Python's round(): a tie goes to the even neighbour. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value)
  return value - floor === 0.5 ? floor + (floor % 2) : Math.round(value)
}
