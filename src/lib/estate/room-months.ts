import type { Derivation } from '#model/derivation'
import type { Observation } from '#model/observation'
import type { Period } from '#model/quantity'
import { converted, derive, given } from '../explain/derivation.ts'
import { explainedTable, type ExplainedTable } from '../explain/explained-table.ts'
import { originsOf } from './origins.ts'

/** One room over one month: the two meters of one source, over the time that both of them cover. */
export type Room = { room: Observation; it: Observation; coverage: number }
/** A month of the server rooms, in kWh over the time that both meters cover. */
export type RoomMonth = { month: Period; roomKWh: number; itKWh: number; coverage: number; sources: string[]; rooms: readonly Room[] }

const kWhOf = ({ value }: Observation): number => value ?? 0

/** Months where the whole room and the IT load were both read: one boundary, one window, room by room (ISO/IEC 30134-2). */
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
    return room && it ? [{ room, it, coverage: Math.min(room.coverage ?? 1, it.coverage ?? 1) }] : []
  })
  return pairs.sort((a, b) => b.coverage - a.coverage)[0]
}

export function sourcesOf(months: readonly RoomMonth[]): string[] {
  return [...new Set(months.flatMap(({ sources }) => sources))].sort()
}

/** One meter over the months, room by room. */
export function meterSteps(label: string, months: readonly RoomMonth[], meter: 'room' | 'it'): Derivation {
  return derive('sum', label, 'kWh', months.flatMap(({ month, rooms }) => rooms.map((each) =>
    given(`${each[meter].subject}, ${month}`, kWhOf(each[meter]), 'kWh', { kind: 'import', source: each[meter].source, facts: 1 }))))
}

const bothMeters = (months: readonly RoomMonth[]): [room: Derivation, it: Derivation] => [meterSteps('Salle entière', months, 'room'), meterSteps('Équipements informatiques', months, 'it')]

/** The ratio of the two meters over the months, of one room or of all; null where they contradict each other. */
export function pueSteps(label: string, months: readonly RoomMonth[], [room, it] = bothMeters(months)): Derivation | null {
  const steps = derive('quotient', label, 'kWh/kWh', [room, it])
  return steps.value === null || steps.value < 1 ? null : steps
}

const readingsOf = ({ rooms }: RoomMonth) => rooms.flatMap(({ room, it }) => [room, it])

/** Months that were read, out of so many, and the time that both meters cover: of several rooms, that of the least read. */
export function seenMonths(months: readonly RoomMonth[], expected: number) {
  const year = given('Mois attendus', expected, 'mois', { kind: 'convention', words: 'les douze derniers mois' })
  return {
    n: given('Mois relevés', months.length, 'mois', originsOf(months.flatMap(readingsOf))), denominator: year,
    coverage: derive('quotient', 'Temps couvert', '', [derive('sum', 'Mois couverts', 'mois', months.map(coverageSteps)), year]),
  }
}

/** The time of a month that both meters cover, in the room where it is least. */
export const coverageSteps = ({ month, rooms }: RoomMonth): Derivation =>
  derive('least', `Part couverte, ${month}`, '', rooms.map(({ room, it, coverage }) => given(`${room.subject}, ${month}`, coverage, '', originsOf([room, it]))))

/** The months as a table, latest first; the PUE of one month is shown for its season, never as the year's. */
export function monthTable(months: readonly RoomMonth[]): ExplainedTable {
  return explainedTable('by-month', 'Mois par mois',
    [['month', 'Mois'], ['room', 'Salle entière', 'kWh'], ['it', 'Équipements informatiques', 'kWh'], ['pue', 'PUE du mois', 'ratio'], ['coverage', 'Temps couvert', '%']],
    months.toReversed().map((month) => {
      const [room, it] = bothMeters([month])
      return { month: month.month, room, it, pue: pueSteps('PUE du mois', [month], [room, it]), coverage: converted('Temps couvert', '%', coverageSteps(month), 100, 'pour cent') }
    }))
}
