import { daysBetween } from '#lib/time/period'
import type { Observation } from '#model/observation'
import type { Device } from './inventory-line.ts'

type Fact = Pick<Observation, 'metric' | 'subject' | 'period' | 'dimensions'> & { count: number }
type Origin = { source: string; at: string; asOf: string }

const DAYS_PER_YEAR = 365.25

/**
 * Devices counted by coordinates that name nobody:
 * - `fleet.devices`, of the year of the inventory: type, organisation, state, purchaseYear, refurbished;
 * - `fleet.purchases`, bought in that year (only that one: an inventory has forgotten part of what was bought before);
 * - `fleet.retirements`, in the year they left: type, organisation, outlet, and `serviceYears`, the years of service to
 *   the nearest half, "unknown" without a purchase date: the histogram of which a median is taken.
 */
export function fleetCount(origin: Origin): { add(device: Device): void; observations(): Observation[] } {
  const year = origin.asOf.slice(0, 4)
  const counted = new Map<string, Fact>()
  const add = (fact: Fact): void => {
    const key = [fact.metric, fact.period, ...Object.values(fact.dimensions)].join('|')
    const same = counted.get(key)
    if (same) same.count += fact.count
    else counted.set(key, fact)
  }
  return {
    add(device) {
      add(inFleet(device, year))
      if (String(device.purchaseYear) === year) add(purchase(device, year))
      if (device.retiredOn !== null) add(retirement(device, device.retiredOn))
    },
    observations: () => [...counted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { count, ...fact }]): Observation =>
      ({ ...fact, value: count, unit: 'count', quality: 'declared', source: origin.source, at: origin.at })),
  }
}

function inFleet(device: Device, period: string): Fact {
  const { type, organisation, state, purchaseYear, refurbished } = device
  const dimensions = { type, organisation, state, purchaseYear: String(purchaseYear ?? 'unknown'), refurbished: yesNo(refurbished) }
  return { metric: 'fleet.devices', subject: organisation, period, dimensions, count: device.quantity }
}

function purchase({ type, organisation, refurbished, quantity }: Device, period: string): Fact {
  return { metric: 'fleet.purchases', subject: organisation, period, dimensions: { type, organisation, refurbished: yesNo(refurbished) }, count: quantity }
}

function retirement({ type, organisation, purchasedOn, outlet, quantity }: Device, retiredOn: string): Fact {
  const serviceYears = purchasedOn === null ? 'unknown' : (Math.round((2 * daysBetween(purchasedOn, retiredOn)) / DAYS_PER_YEAR) / 2).toFixed(1)
  const dimensions = { type, organisation, serviceYears, outlet: outlet ?? 'unknown' }
  return { metric: 'fleet.retirements', subject: organisation, period: retiredOn.slice(0, 4), dimensions, count: quantity }
}

function yesNo(value: boolean | null): string {
  return value === null ? 'unknown' : value ? 'yes' : 'no'
}
