import { z } from 'zod'
import { daysBetween } from '#lib/time/period'
import type { Fact } from '../tables/fact.ts'

/** A dataset as its portal describes it. `frequency` in the portal's own word; null when it says none. */
export const OpenDataset = z.strictObject({
  id: z.string(), updatedOn: z.iso.date().nullable(), frequency: z.string().nullable(), licence: z.string().nullable(), formats: z.array(z.string()),
})
export type OpenDataset = z.infer<typeof OpenDataset>
/** What a fetch hands to its parse. */
export const OpenCatalogue = z.strictObject({ from: z.string(), listed: z.int(), datasets: z.array(OpenDataset) })

/**
 * Longest days between two updates, by the words of the European vocabulary of frequencies (Publications Office), of data.gouv.fr
 * and of French portals. What never changes, changes when needed, or is not said has no delay: its freshness is unknown.
 */
const delays: readonly (readonly [RegExp, number])[] = [
  [/bidecennial|bidecennale/, 7306], [/tridecennial/, 10958], [/decennial|decennale/, 3653], [/quinquennial|quinquennale/, 1827], [/quadrennial|quadriennale/, 1461],
  [/triennial|triennale/, 1096], [/biennial|biennale|bisannuelle/, 731],
  [/semi.?annual|annual_2|biannual|semestriel/, 184], [/three.?times.?a.?year|annual_3/, 124], [/annual|annuel|yearly|p1y/, 366], [/bimonthly|bimestriel/, 62], [/quarterly|trimestriel/, 92],
  [/semi.?monthly|monthly_2/, 16], [/three.?times.?a.?month|monthly_3/, 11], [/monthly|mensuel/, 31], [/biweekly|bimensuel/, 14], [/semi.?weekly|weekly_2/, 4], [/three.?times.?a.?week|weekly_3/, 3],
  [/weekly|hebdomadaire/, 7], [/cont|real.?time|temps reel|update_cont|minute|hourly|horaire|daily|quotidien|journalier/, 1],
]

/** Days within which a dataset of this frequency is on time; null when the frequency sets none. */
export function delayOf(frequency: string): number | null {
  const word = frequency.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/^.*[/#]/, '')
  if (/unknown|irreg|punctual|never|not_?planned|as_?needed|other|inconnu|ponctuel|jamais/.test(word)) return null
  return delays.find(([name]) => name.test(word))?.[1] ?? null
}

/** Licences of the official list for public data (decree 2017-638 and its additions), and their international equivalents. */
const OPEN_LICENCE = /licence[- ]ouverte|open[- ]licence|lov2|fr-lo|etalab|odbl|odc-?by|pddl|cc-?0|cc-?by(?!-n[cd])|creative.?commons.*attribution(?!.*non.?commercial)|publicdomain/i
const OPEN_FORMAT = /csv|json|xml|rdf|parquet|ods|gtfs|gpkg|kml|turtle|ttl|shp/i

/** What a catalogue counts on a day. Nothing names a dataset. */
export function catalogueFacts(datasets: readonly OpenDataset[], on: string): Fact[] {
  const inYear = { period: on.slice(0, 4) }
  const yes = (test: boolean): number => (test ? 1 : 0)
  return datasets.flatMap(({ updatedOn, frequency, licence, formats }) => {
    const delay = frequency === null ? null : delayOf(frequency)
    const onTime = delay !== null && updatedOn !== null && daysBetween(updatedOn, on) <= delay
    return [
      { ...inYear, metric: 'open-data.datasets', value: 1 }, { ...inYear, metric: 'open-data.on-time', value: yes(onTime) },
      { ...inYear, metric: 'open-data.unknown-frequency', value: yes(delay === null) },
      { ...inYear, metric: 'open-data.reusable', value: yes(OPEN_LICENCE.test(licence ?? '') && formats.some((format) => OPEN_FORMAT.test(format))) },
    ]
  })
}
