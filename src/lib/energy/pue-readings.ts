import type { Derivation } from '#model/derivation'
import type { ExplainedBounds } from '#model/indicator'
import { originsOf } from '#lib/estate/origins'
import { pueSteps, type RoomMonth } from '#lib/estate/room-months'
import { converted, derive, given } from '#lib/explain/derivation'
import { explainedTable, logNormalBounds, type ExplainedTable } from '#lib/explain/explained-table'
import { pue } from '#maths/datacentre'
import { mean, sampleVariance } from '#maths/statistics'
import { declaredDeviations } from './meter-accuracy.ts'

/** Where the IT load is metered makes the category of the PUE (EN 50600-4-2). */
const categories: Readonly<Record<string, string>> = { ups: 'PUE1 (sortie des onduleurs)', pdu: 'PUE2 (sortie des unités de distribution)', device: 'PUE3 (entrée des appareils)' }

/**
 * 90 % interval of a PUE: √(u_DC² + u_IT²) of the two meters, and the time that is missing, which weighs as much as the months
 * differ (methodology D.2.7). Null without the accuracy of both meters: an interval that only an assumption makes says nothing. Never
 * below 1, which is impossible.
 */
export function pueInterval(steps: Derivation, months: readonly RoomMonth[], coverage: number): ExplainedBounds | null {
  const { room, it } = declaredDeviations(months)
  if (room === null || it === null) return null
  const ratios = months.flatMap(({ roomKWh, itKWh }) => pue(roomKWh, itKWh).value ?? [])
  const spread = ratios.length < 2 ? 0 : Math.sqrt(sampleVariance(ratios)) / mean(ratios)
  const readings = originsOf(months.flatMap(({ rooms }) => rooms.flatMap((each) => [each.room, each.it])))
  const { low, high } = logNormalBounds(steps, Math.hypot(room, it, Math.max(0, 1 - coverage) * spread), readings)
  return { low: derive('greatest', 'Au moins', steps.unit, [low, given('Un PUE n’est pas sous 1', 1, steps.unit, { kind: 'convention', words: 'ISO/IEC 30134-2' })]), high }
}

/** Each room by itself (partial PUE when there are several), its category, and DCiE, which is the same ratio upside down. */
export function ratioTable(months: readonly RoomMonth[]): ExplainedTable {
  const names = [...new Set(months.flatMap(({ rooms }) => rooms.map(({ room }) => room.subject)))]
  const word = names.length > 1 ? 'pPUE' : 'PUE'
  const rows = names.map((room) => {
    const own = months.flatMap((month) => {
      const rooms = month.rooms.filter((each) => each.room.subject === room)
      return rooms.length === 0 ? [] : [{ ...month, rooms }]
    })
    const readings = own.flatMap(({ rooms }) => rooms.map(({ it }) => it))
    const places = [...new Set(readings.map(({ dimensions }) => dimensions.meter ?? ''))]
    const category = places.length === 1 ? categories[places[0] ?? ''] ?? 'non déclarée' : 'change dans l’année'
    const ratio = pueSteps(word, own)
    const upsideDown = derive('quotient', 'Informatique sur salle entière', '', ratio?.parts.toReversed() ?? [])
    return { room, category, pue: ratio, dcie: ratio && converted('DCiE', '%', upsideDown, 100, 'pour cent'), months: given('Mois relevés', own.length, 'mois', originsOf(readings)) }
  })
  return explainedTable('by-room', names.length > 1 ? 'Chaque salle, en PUE partiel (pPUE)' : 'La catégorie du PUE, et le même rapport retourné (DCiE)',
    [['room', 'Salle'], ['category', 'Catégorie'], ['pue', word, 'ratio'], ['dcie', 'DCiE', '%'], ['months', 'Mois relevés', 'count']], rows)
}
