/** One step of the national mix: direct emissions of the production, in g/kWh, and consumption, in MW; null when not given. */
export type MixRow = { at: string; gramsPerKWh: number | null; megawatts: number | null }
export type HourlyIntensity = {
  /** Mean of each hour of the day, "00" to "23" of local time, weighted by consumption. */
  hours: { hour: string; gramsPerKWh: number }[]
  mean: number | null
  /** Share 0..1 of the hours of the month of which something is known. */
  coverage: number
  kept: number
  unknown: number
  repeated: number
}

const HOUR_MS = 3_600_000
const round = (value: number): number => Number(value.toFixed(3))

/**
 * The curve of a month (UTC) from its steps of 15 or 30 minutes. Weighted by consumption: a mean over time would give a quiet night
 * the weight of a busy evening. A rate that is absent or 0 is one that is not computed yet, and is left out.
 */
export function hourlyIntensity(rows: readonly MixRow[], month: string, timeZone: string): HourlyIntensity {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' })
  const steps = new Map(rows.map((row) => [Date.parse(row.at), row]))
  const known = [...steps].flatMap(([at, { gramsPerKWh, megawatts }]) => (gramsPerKWh !== null && gramsPerKWh > 0 && megawatts !== null && megawatts > 0 ? [{ at, gramsPerKWh, megawatts }] : []))
  const weighted = (own: typeof known): number => round(own.reduce((sum, { gramsPerKWh, megawatts }) => sum + gramsPerKWh * megawatts, 0) / own.reduce((sum, { megawatts }) => sum + megawatts, 0))
  const byHour = Map.groupBy(known, ({ at }) => format.format(at))
  const [year = 0, number = 1] = month.split('-').map(Number)
  const hoursOfMonth = (Date.UTC(year, number, 1) - Date.UTC(year, number - 1, 1)) / HOUR_MS
  return {
    hours: [...byHour].map(([hour, own]) => ({ hour, gramsPerKWh: weighted(own) })).sort((a, b) => (a.hour < b.hour ? -1 : 1)),
    mean: known.length === 0 ? null : weighted(known),
    coverage: Math.min(1, round(new Set(known.map(({ at }) => Math.floor(at / HOUR_MS))).size / hoursOfMonth)),
    kept: known.length, unknown: steps.size - known.length, repeated: rows.length - steps.size,
  }
}
