import type { Breakdown } from '#model/indicator'
import type { RoomMonth } from '#lib/estate/room-months'
import { tableOf } from '#lib/publish/measure'
import { pue } from '#maths/datacentre'
import { logNormalInterval, mean, sampleVariance } from '#maths/statistics'
import { meterDeviations } from './meter-accuracy.ts'

/** Where the IT load is metered makes the category of the PUE (EN 50600-4-2). */
const categories: Readonly<Record<string, string>> = { ups: 'PUE1 (sortie des onduleurs)', pdu: 'PUE2 (sortie des unités de distribution)', device: 'PUE3 (entrée des appareils)' }

/**
 * 90 % interval of a PUE: √(u_DC² + u_IT²) of the two meters, and the time that is missing, which weighs as much as the months
 * differ (methodology D.2.7). No bounds without the accuracy of both meters. Never below 1, which is impossible.
 */
export function pueInterval(value: number | null, months: readonly RoomMonth[], coverage: number): { low: number | null; high: number | null } {
  const meters = meterDeviations(months)
  if (value === null || meters === null) return { low: null, high: null }
  const ratios = months.flatMap(({ roomKWh, itKWh }) => pue(roomKWh, itKWh).value ?? [])
  const spread = ratios.length < 2 ? 0 : Math.sqrt(sampleVariance(ratios)) / mean(ratios)
  const { low, high } = logNormalInterval(value, Math.hypot(meters.room, meters.it, Math.max(0, 1 - coverage) * spread))
  return { low: Math.max(1, low), high }
}

/** Each room by itself (partial PUE when there are several), its category, and DCiE, which is the same ratio upside down. */
export function ratioTable(months: readonly RoomMonth[]): Breakdown {
  const byRoom = Map.groupBy(months.flatMap(({ rooms }) => rooms), ({ room }) => room.subject)
  const rows = [...byRoom].map(([room, own]) => {
    const sum = (meter: 'room' | 'it'): number => own.reduce((total, each) => total + (each[meter].value ?? 0), 0)
    const ratio = pue(sum('room'), sum('it')).value
    const places = [...new Set(own.map(({ it }) => it.dimensions.meter ?? ''))]
    const category = places.length === 1 ? categories[places[0] ?? ''] ?? 'non déclarée' : 'change dans l’année'
    return { room, category, pue: ratio, dcie: ratio === null ? null : 100 / ratio, months: own.length }
  })
  return tableOf('by-room', byRoom.size > 1 ? 'Chaque salle, en PUE partiel (pPUE)' : 'La catégorie du PUE, et le même rapport retourné (DCiE)',
    [['room', 'Salle'], ['category', 'Catégorie'], ['pue', byRoom.size > 1 ? 'pPUE' : 'PUE', 'ratio'], ['dcie', 'DCiE', '%'], ['months', 'Mois relevés', 'count']], rows)
}
