import { z } from 'zod'
import { kWhPer, kWPer } from '#lib/energy/meter-units'

/**
 * Metrics of exporters, with the unit that their documentation gives: power in hundredths of kW and energy in tenths of kWh of an
 * APC rPDU2 (PowerNet-MIB, by snmp_exporter), DCMI power of ipmi_exporter, PowerControl of a Redfish chassis by the exporters that name
 * it so, and by idrac_exporter.
 */
const presets = {
  'apc-rpdu2-power': { metric: 'rPDU2DeviceStatusPower', kind: 'gauge', unit: 'kW', scale: 0.01 },
  'apc-rpdu2-energy': { metric: 'rPDU2DeviceStatusEnergy', kind: 'counter', unit: 'kWh', scale: 0.1 },
  'ipmi-dcmi-power': { metric: 'ipmi_dcmi_power_consumption_watts', kind: 'gauge', unit: 'W', scale: 1 },
  'redfish-power': { metric: 'redfish_power_consumed_watts', kind: 'gauge', unit: 'W', scale: 1 },
  'idrac-power': { metric: 'idrac_power_control_consumed_watts', kind: 'gauge', unit: 'W', scale: 1 },
} as const

const keysOf = <K extends string>(record: Readonly<Record<K, unknown>>) => Object.keys(record) as [K, ...K[]]

/** RAPL sees a processor and its memory: neither a room nor an IT load. */
const partial = /rapl|^scaph_|[^a-z]scaph_|kepler_/

const Place = {
  role: z.enum(['room', 'it']),
  /** How many series the query gives, each a meter that is added: one that is missing is not zero. */
  series: z.int().positive().max(500).default(1),
  /** Highest power behind this meter, when it is not that of the room. */
  maxPowerKW: z.number().positive().optional(),
}
const Preset = z.strictObject({ ...Place, preset: z.enum(keysOf(presets)), /** Selector of labels: {room="a"}. */ labels: z.string().regex(/^\{[^{}]*\}$/).default('{}') })
const Counter = z.strictObject({
  ...Place, query: z.string().min(1), kind: z.literal('counter'), unit: z.enum(keysOf(kWhPer)), scale: z.number().positive().default(1),
  /** Where the register returns to 0, in its own unit, when its documentation says so. */
  modulus: z.number().positive().optional(),
})
const Gauge = z.strictObject({ ...Place, query: z.string().min(1), kind: z.literal('gauge'), unit: z.enum(keysOf(kWPer)), scale: z.number().positive().default(1) })

/** A meter of sources.yml: a named preset, or a query with its kind and unit. Prometheus keeps no units: they are declared. */
export const MeterSettings = z.union([Preset, Counter, Gauge])
  .refine((meter) => !('query' in meter && partial.test(meter.query)), 'une mesure de processeur (RAPL, Scaphandre, Kepler) n’est ni une salle ni sa charge informatique')
export type MeterSettings = z.infer<typeof MeterSettings>

/** What is asked, and what one of its answer is worth in kWh (counter) or kW (gauge). */
export type Meter = { query: string; kind: 'counter' | 'gauge'; factor: number; modulusKWh?: number } & Pick<MeterSettings, 'role' | 'series' | 'maxPowerKW'>

export function meterOf(settings: MeterSettings): Meter {
  const { role, series, maxPowerKW } = settings
  const place = { role, series, ...(maxPowerKW === undefined ? {} : { maxPowerKW }) }
  if ('preset' in settings) {
    const preset = presets[settings.preset]
    const factor = preset.scale * (preset.kind === 'counter' ? kWhPer[preset.unit] : kWPer[preset.unit])
    return { ...place, query: `${preset.metric}${settings.labels}`, kind: preset.kind, factor }
  }
  const { query, kind, unit, scale } = settings
  if (kind === 'gauge') return { ...place, query, kind, factor: kWPer[unit] * scale }
  const factor = kWhPer[unit] * scale
  return { ...place, query, kind, factor, ...(settings.modulus === undefined ? {} : { modulusKWh: settings.modulus * factor }) }
}
