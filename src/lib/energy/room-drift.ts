import type { RoomMonth } from '#lib/estate/room-months'

/** Trèfle's own rule: from this excess over three months on, somebody looks at the room. */
export const DRIFT_ALARM_PERCENT = 5
/** A month counts only when nearly all of it was read: one hot week alone is not August. */
export const DRIFT_COVERAGE = 0.9
const BASELINE_MONTHS = 12
export const WATCHED_MONTHS = 3

/** A month after the baseline: as it was read, and the same month of the baseline that says what was expected. */
export type DriftMonth = { month: string; overheadKWh: number; expectedKWh: number; read: RoomMonth; reference: RoomMonth }
export type Drift =
  | { known: true; baseline: { from: string; to: string }; percent: number; watched: DriftMonth[]; all: DriftMonth[] }
  | { known: false; reason: 'no-baseline' | 'no-month-since' }

const overheadOf = ({ roomKWh, itKWh }: RoomMonth): number => roomKWh - itKWh

/** January to December whatever the year: the season of a month. */
const seasonOf = ({ month }: Pick<RoomMonth, 'month'>): string => month.slice(5)

const roomsOf = ({ rooms }: RoomMonth): string => rooms.map(({ room }) => room.subject).sort().join(' ')

/**
 * How far cooling and losses (E_DC − E_IT) are from those of the baseline, as an energy performance indicator of ISO 50001: for each
 * month of the year the first that is read in full, then frozen. What is expected of a month is the ratio of the same month of the
 * baseline times its own IT energy, so that neither the season nor more servers look like a drift. A room that is added or closed begins
 * another baseline. `months` are oldest first and end with the one that is looked at.
 */
export function driftOf(months: readonly RoomMonth[]): Drift {
  const last = months.at(-1)
  const read = months.filter((month) => month.coverage >= DRIFT_COVERAGE && month.itKWh > 0 && month.roomKWh >= month.itKWh && last !== undefined && roomsOf(month) === roomsOf(last))
  const references = new Map(read.toReversed().map((month) => [seasonOf(month), month]))
  const baseline = [...references.values()].map(({ month }) => month).sort()
  const [from, to] = [baseline[0], baseline.at(-1)]
  if (from === undefined || to === undefined || references.size < BASELINE_MONTHS) return { known: false, reason: 'no-baseline' }
  const all = read.flatMap((month): DriftMonth[] => {
    const reference = references.get(seasonOf(month))
    return reference === undefined || reference === month ? [] : [{ month: month.month, overheadKWh: overheadOf(month), expectedKWh: overheadOf(reference) / reference.itKWh * month.itKWh, read: month, reference }]
  })
  const watched = all.slice(-WATCHED_MONTHS)
  const expected = watched.reduce((sum, { expectedKWh }) => sum + expectedKWh, 0)
  if (watched.length < WATCHED_MONTHS || watched.at(-1)?.month !== last?.month || !(expected > 0)) return { known: false, reason: 'no-month-since' }
  const actual = watched.reduce((sum, { overheadKWh }) => sum + overheadKWh, 0)
  return { known: true, baseline: { from, to }, percent: 100 * (actual / expected - 1), watched, all }
}
