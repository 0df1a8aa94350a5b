import type { Observation } from '#model/observation'
import type { RoomMonth } from '#lib/estate/room-months'
import { relativeDeviationOf } from '#maths/statistics'

/**
 * Relative deviation of the yearly sum of each meter. The error of a meter is the same from month to month, so that it does not
 * average out; rooms are independent. Null when any month has no declared accuracy.
 */
export function meterDeviations(months: readonly RoomMonth[]): { room: number; it: number } | null {
  const [room, it] = [sumDeviation(months.flatMap(({ rooms }) => rooms.map((each) => each.room))), sumDeviation(months.flatMap(({ rooms }) => rooms.map((each) => each.it)))]
  return room === null || it === null ? null : { room, it }
}

function sumDeviation(readings: readonly Observation[]): number | null {
  const known = readings.flatMap((reading) => {
    const { subject, value, low, high } = reading
    return value === null || low === undefined || high === undefined || !(low > 0) ? [] : [{ subject, value, deviation: relativeDeviationOf({ low, high }) }]
  })
  if (readings.length === 0 || known.length < readings.length) return null
  const byRoom = [...Map.groupBy(known, ({ subject }) => subject).values()].map((own) => own.reduce((sum, { value, deviation }) => sum + value * deviation, 0))
  return Math.hypot(...byRoom) / known.reduce((sum, { value }) => sum + value, 0)
}
