import { z } from 'zod'
import { defineConnector, type Io } from '#lib/define'
import { hourlyIntensity, type HourlyIntensity, type MixRow } from '#lib/energy/hourly-intensity'
import type { Observation } from '#model/observation'
import { Day } from '#model/quantity'
import { askJson, unexpected, withoutSlash } from '#effects/inventory-tools/ask-json'

const Settings = z.strictObject({
  /** ODRÉ, the open data of the French networks (RTE). */
  url: z.url({ protocol: /^https?$/ }).default('https://odre.opendatasoft.com'),
  /** Consolidated and final data since 2012, or real time, which is revised and then removed. */
  dataset: z.enum(['eco2mix-national-cons-def', 'eco2mix-national-tr']).default('eco2mix-national-cons-def'),
  /** First month to read, by its first day; the last is the last whole month. */
  since: Day.refine((day) => day.endsWith('-01'), 'le premier jour d’un mois est attendu'),
})
type Settings = z.infer<typeof Settings>

const Row = z.object({ date_heure: z.iso.datetime({ offset: true }), taux_co2: z.number().nullable(), consommation: z.number().nullable() })
const Raw = z.object({ from: z.string(), months: z.array(z.object({ month: z.string(), rows: z.array(Row) })) })

/**
 * éCO2mix: direct emissions of the French production (combustion alone), every quarter of an hour, as the mean of each hour of the day.
 * For curves and for moving uses in time only: the balance of rooms and devices keeps ADEME's life-cycle factor.
 */
export default defineConnector({
  title: 'Courbe horaire du carbone de l’électricité, éCO2mix (RTE)',
  settings: Settings,
  async fetch(settings, io) {
    const months = []
    for (const [month, next] of monthsFrom(settings.since, io.now())) months.push({ month, rows: await readMonth(settings, month, next, io) })
    return new TextEncoder().encode(JSON.stringify({ from: new URL(settings.url).host, months }))
  },
  parse(raw, _settings, { source, territory, at }) {
    const { from, months } = Raw.parse(JSON.parse(new TextDecoder().decode(raw)))
    const read = months.map(({ month, rows }) => ({ month, lines: rows.length, ...hourlyIntensity(rows.map(rowOf), month, territory.timeZone) }))
    const sum = (pick: (month: (typeof read)[number]) => number): number => read.reduce((total, month) => total + pick(month), 0)
    return {
      observations: read.flatMap((month) => observationsOf(month, { source: source.id, at })),
      report: {
        schema: 'trefle/import@1', source: source.id, at, read: { from, lines: sum(({ lines }) => lines) }, kept: sum(({ kept }) => kept), rejected: [], duplicates: [],
        notes: read.flatMap(({ month, unknown, repeated }) => [
          ...(unknown > 0 ? [{ line: null, message: `${month} : ${unknown} pas de temps sans intensité carbone (absente ou nulle), mis à part.` }] : []),
          ...(repeated > 0 ? [{ line: null, message: `${month} : ${repeated} pas de temps donnés deux fois, comptés une fois.` }] : []),
        ]),
        known: {},
      },
    }
  },
})

/** Whole months from the first to the one before `now`: [first day, first day of the next]. */
function* monthsFrom(since: string, now: string): Generator<[month: string, next: string]> {
  const start = new Date(`${since}T00:00:00Z`)
  for (let i = 0; ; i++) {
    const [from, to] = [i, i + 1].map((ahead) => new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + ahead, 1)).toISOString().slice(0, 10)) as [string, string]
    if (`${to}T00:00:00Z` > now) return
    yield [from.slice(0, 7), to]
  }
}

/** UTC is asked for: in local time, the night of autumn would give an hour twice and that of spring none. */
async function readMonth({ url, dataset }: Settings, month: string, next: string, io: Io): Promise<z.infer<typeof Row>[]> {
  const parameters = new URLSearchParams({
    select: 'date_heure,taux_co2,consommation', where: `date_heure >= date'${month}-01' AND date_heure < date'${next}'`, order_by: 'date_heure', timezone: 'UTC',
  })
  const address = `${withoutSlash(url)}/api/explore/v2.1/catalog/datasets/${dataset}/exports/json?${parameters.toString()}`
  const rows = z.array(Row).safeParse((await askJson(io, address)).value)
  if (!rows.success) throw unexpected(address)
  return rows.data
}

const rowOf = ({ date_heure, taux_co2, consommation }: z.infer<typeof Row>): MixRow => ({ at: date_heure, gramsPerKWh: taux_co2, megawatts: consommation })

function observationsOf({ month, hours, mean, coverage }: HourlyIntensity & { month: string }, origin: { source: string; at: string }): Observation[] {
  if (mean === null) return []
  const fact = { metric: 'electricity.direct-intensity', subject: 'france', period: month, unit: 'g/kWh', quality: 'estimated', coverage, ...origin } as const
  return [{ ...fact, value: mean, dimensions: { hour: 'all' } }, ...hours.map(({ hour, gramsPerKWh }) => ({ ...fact, value: gramsPerKWh, dimensions: { hour } }))]
}
