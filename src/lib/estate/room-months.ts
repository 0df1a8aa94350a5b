import type { Derivation } from '#model/derivation'
import type { Observation } from '#model/observation'
import type { Period } from '#model/quantity'
import { converted, derive, given } from '../explain/derivation.ts'
import { explainedTable, type ExplainedTable } from '../explain/explained-table.ts'
import { pueOfMonths, type PeriodPue } from '#maths/datacentre'
import { coverageOf, isReadMonth, unevenRooms, type WholeMonth } from '../energy/room-electricity.ts'
import { originsOf } from './origins.ts'

/** One room over one month: the two meters of one source, over the time that both of them cover. */
export type Room = { room: Observation; it: Observation; coverage: number }
/** A month of the server rooms, in kWh over the time that both meters cover. */
export type RoomMonth = { month: Period; roomKWh: number; itKWh: number; coverage: number; sources: string[]; rooms: readonly Room[] }

const kWhOf = ({ value }: Observation): number => value ?? 0

/** Months where the whole room and the IT load were both read, for half of them at least: one boundary, one window, room by room (ISO/IEC 30134-2). */
export function roomMonths(observations: readonly Observation[], months: readonly Period[]): RoomMonth[] {
  return months.flatMap((month) => {
    const ofMonth = observations.filter(({ period, value }) => period === month && value !== null)
    const rooms = [...Map.groupBy(ofMonth, ({ subject }) => subject).values()].flatMap((ofRoom) => roomOf(ofRoom) ?? [])
    if (rooms.length === 0) return []
    return [{
      month,
      roomKWh: rooms.reduce((sum, { room }) => sum + kWhOf(room), 0),
      itKWh: rooms.reduce((sum, { it }) => sum + kWhOf(it), 0),
      coverage: Math.min(...rooms.map(({ coverage }) => coverage)),
      rooms,
      sources: rooms.flatMap(({ room, it }) => [room.source, it.source]),
    }]
  })
}

/** Both meters of one source; of several sources, those that cover the most. */
function roomOf(observations: readonly Observation[]): Room | undefined {
  const pairs = [...Map.groupBy(observations, ({ source }) => source).values()].flatMap((ofSource): Room[] => {
    const room = ofSource.findLast(({ metric }) => metric === 'energy.room')
    const it = ofSource.findLast(({ metric }) => metric === 'energy.it')
    return room && it ? [{ room, it, coverage: Math.min(coverageOf(room), coverageOf(it)) }] : []
  })
  return pairs.filter(isReadMonth).sort((a, b) => b.coverage - a.coverage)[0]
}

export function sourcesOf(months: readonly RoomMonth[]): string[] {
  return [...new Set(months.flatMap(({ sources }) => sources))].sort()
}

/** Readings of a meter, room by room and month by month. */
export const readingSteps = (label: string, readings: readonly Observation[]): Derivation =>
  derive('sum', label, 'kWh', readings.map((reading) => given(`${reading.subject}, ${reading.period}`, kWhOf(reading), 'kWh', { kind: 'import', source: reading.source, facts: 1 })))

/** One meter over the months, room by room. */
export const meterSteps = (label: string, months: readonly RoomMonth[], meter: 'room' | 'it'): Derivation =>
  readingSteps(label, months.flatMap(({ rooms }) => rooms.map((each) => each[meter])))

/** The ratio of the two meters over the months, of one room or of all; null where they contradict each other. */
export function pueSteps(label: string, months: readonly RoomMonth[]): Derivation | null {
  const steps = derive('quotient', label, 'kWh/kWh', [meterSteps('Salle entière', months, 'room'), meterSteps('Équipements informatiques', months, 'it')])
  return steps.value === null || steps.value < 1 ? null : steps
}

/** The PUE of months up to the one that is looked at. Annual only when each room was read in each of them; `uneven` says which was not. */
export function pueOfRooms(months: readonly RoomMonth[], expected: number): PeriodPue & { uneven: string[] } {
  const uneven = unevenRooms(months.map(({ rooms }) => rooms.map(({ room }) => room.subject)))
  const usage = pueOfMonths(months.map(({ roomKWh, itKWh, coverage }) => ({ totalKWh: roomKWh, itKWh, coverage })), expected)
  return { ...usage, kind: uneven.length > 0 ? 'iPUE' : usage.kind, uneven }
}

/** Said of a month that only begins, or that one meter did not read. */
export const NOT_A_MONTH_YET = 'Les deux compteurs n’ont pas été relevés sur la moitié de ce mois.'

const readingsOf = ({ rooms }: RoomMonth) => rooms.flatMap(({ room, it }) => [room, it])

/** Months that were read, out of so many, and the time that is covered: of several rooms, that of the least read. */
export function seenMonths(months: readonly (RoomMonth | WholeMonth)[], expected: number) {
  const year = given('Mois attendus', expected, 'mois', { kind: 'convention', words: 'les douze derniers mois' })
  const readings = months.flatMap((month) => ('rooms' in month ? readingsOf(month) : month.readings))
  return {
    n: given('Mois relevés', months.length, 'mois', originsOf(readings)), denominator: year,
    coverage: derive('quotient', 'Temps couvert', '', [derive('sum', 'Mois couverts', 'mois', months.map(coverageSteps)), year]),
  }
}

/** The time of a month that is covered, by both meters or by what speaks of the whole room, in the room where it is least. */
export const coverageSteps = (month: RoomMonth | WholeMonth): Derivation =>
  derive('least', `Part couverte, ${month.month}`, '', 'rooms' in month
    ? month.rooms.map(({ room, it, coverage }) => given(`${room.subject}, ${month.month}`, coverage, '', originsOf([room, it])))
    : month.readings.map((reading) => given(`${reading.subject}, ${month.month}`, coverageOf(reading), '', originsOf([reading]))))

/** The months as a table, latest first; the PUE of one month is shown for its season, never as the year's. `whole`: what the rooms drew, where it is more than both meters say. */
export function monthTable(months: readonly RoomMonth[], whole: readonly WholeMonth[] = []): ExplainedTable {
  const names = [...new Set([...months, ...whole].map(({ month }) => month))].sort().reverse()
  return explainedTable('by-month', 'Mois par mois',
    [['month', 'Mois'], ['room', 'Salle entière', 'kWh'], ['it', 'Équipements informatiques', 'kWh'], ['pue', 'PUE du mois', 'ratio'], ['coverage', 'Temps couvert', '%']],
    names.flatMap((name) => {
      const [both, all] = [months.find(({ month }) => month === name), whole.find(({ month }) => month === name)]
      const seen = all ?? both
      const room = all ? readingSteps('Salle entière', all.readings) : both && meterSteps('Salle entière', [both], 'room')
      return seen === undefined ? [] : [{
        month: name, room: room ?? null, it: both ? meterSteps('Équipements informatiques', [both], 'it') : null, pue: both ? pueSteps('PUE du mois', [both]) : null,
        coverage: converted('Temps couvert', '%', coverageSteps(seen), 100, 'pour cent'),
      }]
    }))
}
