import { Unit } from '#model/quantity'

/** What people write for a unit, over its code. */
const names: Partial<Record<Unit, readonly string[]>> = {
  count: ['nombre', 'nb', 'unité', 'unités', 'personnes', 'appareils'], '%': ['pour cent', 'pourcent', 'pourcentage'], score: ['note', 'score', 'indice'], ratio: ['rapport'],
  L: ['litres', 'litre'], B: ['octets'], g: ['grammes'], kg: ['kilogrammes', 'kilos'], t: ['tonnes'], ms: ['millisecondes'],
  day: ['jours', 'jour'], year: ['ans', 'années', 'année'], hour: ['heures', 'heure', 'h'], EUR: ['euros', 'euro', '€'], 'g/kWh': ['gco2e/kwh', 'gco2/kwh'],
}

/** A unit by its code, whatever its case, or by its French name; null when it is none. */
export function unitOf(written: string): Unit | null {
  const word = written.trim().toLowerCase()
  return Unit.options.find((unit) => unit.toLowerCase() === word || names[unit]?.includes(word)) ?? null
}
