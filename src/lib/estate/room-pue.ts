import type { Derivation } from '#model/derivation'
import type { FactorBook } from '#model/factor'
import type { Observation } from '#model/observation'
import type { Period } from '#model/quantity'
import { pueOfMonths } from '#maths/datacentre'
import { meterDeviations } from '../energy/meter-accuracy.ts'
import { derive, given } from '../explain/derivation.ts'
import { monthsUpTo } from '../time/period.ts'
import { originsOf } from './origins.ts'
import { roomMonths, sourcesOf, type RoomMonth } from './room-months.ts'

/** What the rooms of a territory add to the electricity of their servers, over the months of a year that were read. `assumed`: nobody declared how exact their meters are. */
export type RoomPue = { value: number; relativeStandardDeviation: number; assumed: boolean; months: number; sources: string[]; steps: Derivation }

/** One meter over the months, as a leaf: the PUE has its own page, month by month. */
function read(label: string, months: readonly RoomMonth[], meter: 'room' | 'it'): Derivation {
  const readings = months.flatMap(({ rooms }) => rooms.map((each) => each[meter]))
  return given(label, readings.reduce((sum, { value }) => sum + (value ?? 0), 0), 'kWh', originsOf(readings))
}

/** Both meters of the rooms over a calendar year, the ratio of their sums (ISO/IEC 30134-2); null when they are not read, or contradict each other. */
export function roomPueOf(observations: readonly Observation[], year: Period, factors: Pick<FactorBook, 'factors'>): RoomPue | null {
  const months = roomMonths(observations, monthsUpTo(`${year}-12`, 12))
  const { value } = pueOfMonths(months.map(({ roomKWh, itKWh, coverage }) => ({ totalKWh: roomKWh, itKWh, coverage })))
  if (value === null) return null
  const { room, it } = meterDeviations(months, factors)
  return {
    value, months: months.length, sources: sourcesOf(months), relativeStandardDeviation: Math.hypot(room.value, it.value), assumed: room.assumed || it.assumed,
    steps: derive('quotient', `PUE des salles serveurs, d’après ${months.length} mois de ${year}`, 'kWh/kWh', [read('Salle entière', months, 'room'), read('Équipements informatiques', months, 'it')]),
  }
}
