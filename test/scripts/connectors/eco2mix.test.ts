import { describe, expect, it } from 'vitest'
import eco2mix from '#connectors/eco2mix'
import { Observation } from '#model/observation'
import { ImportReport } from '#model/source'
import { fakeIo } from './fake-io.ts'
import { at, sourceOf, territory } from './town.ts'

type Row = { date_heure: string; taux_co2: number | null; consommation: number | null }

/** Replies built from the published fields of the data set (not recorded): quarters of an hour, in UTC, of the days that are asked. */
function odre(spoil: (rows: Row[]) => Row[] = (rows) => rows) {
  return fakeIo({
    answer({ url }) {
      const [from = '', to = ''] = [...(url.searchParams.get('where') ?? '').matchAll(/date'([^']+)'/g)].map((match) => match[1])
      const [start, end] = [from, to].map((day) => Date.parse(day)) as [number, number]
      const rows = Array.from({ length: (end - start) / 900_000 }, (_, i) => {
        const instant = new Date(start + i * 900_000)
        const evening = instant.getUTCHours() >= 17 && instant.getUTCHours() < 20
        return { date_heure: instant.toISOString().replace('.000Z', '+00:00'), taux_co2: evening ? 40 : 20, consommation: evening ? 60_000 : 45_000 }
      })
      return { body: spoil(rows) }
    },
  })
}

async function read(io = odre(), more: object = {}) {
  const settings = eco2mix.settings.parse({ since: '2026-09-01', ...more })
  const parsed = eco2mix.parse(await eco2mix.fetch(settings, io), settings, { source: sourceOf('eco2mix'), territory, at, factors: { factors: new Map(), devices: new Map() } })
  for (const observation of parsed.observations) Observation.parse(observation)
  ImportReport.parse(parsed.report)
  return { ...parsed, asked: io.asked.map(({ url }) => url) }
}
const hour = ({ observations }: { observations: Observation[] }, wanted: string, month = '2026-09') => observations.find(({ period, dimensions }) => period === month && dimensions.hour === wanted)?.value

describe('éCO2mix', () => {
  it('is asked month by month, whole months only, in UTC', async () => {
    const { asked } = await read()
    expect(asked).toHaveLength(2)
    expect(asked[0]?.pathname).toBe('/api/explore/v2.1/catalog/datasets/eco2mix-national-cons-def/exports/json')
    expect(asked.map(({ searchParams }) => searchParams.get('where'))).toEqual(["date_heure >= date'2026-09-01' AND date_heure < date'2026-10-01'", "date_heure >= date'2026-10-01' AND date_heure < date'2026-11-01'"])
    expect(asked[0]?.searchParams.get('timezone')).toBe('UTC')
  })

  it('gives the mean of the month weighted by consumption, and the 24 local hours', async () => {
    const parsed = await read()
    expect(hour(parsed, 'all')).toBeCloseTo((21 * 45 * 20 + 3 * 60 * 40) / (21 * 45 + 3 * 60), 2)
    expect(parsed.observations.filter(({ period }) => period === '2026-09')).toHaveLength(25)
    // 17 h UTC is 19 h in Paris in September.
    expect([hour(parsed, '18'), hour(parsed, '19'), hour(parsed, '21'), hour(parsed, '22')]).toEqual([20, 40, 40, 20])
    expect(parsed.observations[0]).toMatchObject({ subject: 'france', unit: 'g/kWh', quality: 'estimated', coverage: 1 })
  })

  it('counts once a step that is given twice, and sets aside a rate that is absent or null', async () => {
    const parsed = await read(odre((rows) => [...rows.slice(0, 8).map((row, i) => ({ ...row, taux_co2: i < 4 ? null : 0 })), ...rows.slice(8), ...rows.slice(-2)]))
    expect(parsed.report.notes.map(({ message }) => message)).toContain('2026-09 : 8 pas de temps sans intensité carbone (absente ou nulle), mis à part.')
    expect(parsed.report.notes.map(({ message }) => message)).toContain('2026-09 : 2 pas de temps donnés deux fois, comptés une fois.')
    expect(parsed.observations[0]?.coverage).toBeCloseTo(718 / 720, 3)
  })

  it('gives no fact of a month that is empty', async () => {
    expect((await read(odre(() => []))).observations).toEqual([])
  })

  it('refuses an answer that is not what its documentation describes', async () => {
    const io = fakeIo({ answer: () => ({ body: { error_code: 'ODSQLError' } }) })
    await expect(read(io as ReturnType<typeof odre>)).rejects.toMatchObject({ name: 'UsageError' })
  })
})
