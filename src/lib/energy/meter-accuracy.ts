import type { Origin } from '#model/derivation'
import type { FactorBook } from '#model/factor'
import type { Observation } from '#model/observation'
import { originsOf } from '#lib/estate/origins'
import type { RoomMonth } from '#lib/estate/room-months'
import { factorOf } from '#lib/factors/factor-book'
import { relativeDeviationOf } from '#maths/statistics'

type Meter = 'room' | 'it'
/** Relative deviation of the yearly sum of a meter, and what says so. `assumed`: nobody declared its accuracy, it takes that of datasets/factors, never 0. */
export type MeterDeviation = { value: number; assumed: boolean; origins: Origin[] }

/** Limits of error of a meter of unknown class, in percent: an assumption, and named as one wherever it is used. */
const UNDECLARED = 'meter.undeclared-accuracy'

/** A class gives limits of error, of which nothing says where the error lies: a rectangle, standard deviation a/√3 (GUM 4.3.7). */
export const deviationOfClass = (percent: number): number => percent / 100 / Math.sqrt(3)

const readingsOf = (months: readonly RoomMonth[], meter: Meter): Observation[] => months.flatMap(({ rooms }) => rooms.map((each) => each[meter]))

/** What readings are worth in an interval that has other causes too: declared, or assumed and said to be. */
export function deviationOf(readings: readonly Observation[], book: Pick<FactorBook, 'factors'>): MeterDeviation {
  const known = sumDeviation(readings)
  return known === null
    ? { assumed: true, value: deviationOfClass(factorOf(book, UNDECLARED).value), origins: [{ kind: 'factor', id: UNDECLARED }] }
    : { assumed: false, value: known, origins: originsOf(readings) }
}

export const meterDeviations = (months: readonly RoomMonth[], book: Pick<FactorBook, 'factors'>): Record<Meter, MeterDeviation> =>
  ({ room: deviationOf(readingsOf(months, 'room'), book), it: deviationOf(readingsOf(months, 'it'), book) })

/**
 * What the meters declare: the error of a meter is the same from month to month, so that it does not average out; rooms are independent.
 * Null for a meter of which any month has no declared accuracy.
 */
export const declaredDeviations = (months: readonly RoomMonth[]): Record<Meter, number | null> =>
  ({ room: sumDeviation(readingsOf(months, 'room')), it: sumDeviation(readingsOf(months, 'it')) })

function sumDeviation(readings: readonly Observation[]): number | null {
  const known = readings.flatMap((reading) => {
    const { subject, value, low, high } = reading
    return value === null || low === undefined || high === undefined || !(low > 0) ? [] : [{ subject, value, deviation: relativeDeviationOf({ low, high }) }]
  })
  if (readings.length === 0 || known.length < readings.length) return null
  const byRoom = [...Map.groupBy(known, ({ subject }) => subject).values()].map((own) => own.reduce((sum, { value, deviation }) => sum + value * deviation, 0))
  return Math.hypot(...byRoom) / known.reduce((sum, { value }) => sum + value, 0)
}
