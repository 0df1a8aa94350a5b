import { describe, expect, it } from 'vitest'
import connector from '#connectors/opendatasoft'
import { delayOf } from '#effects/open-data/dataset'
import { count, reply, values } from './counted.ts'
import { fakeIo } from './fake-io.ts'

const settings = { url: 'https://data.ville.example/', file: undefined }
const catalogue = JSON.parse(new TextDecoder().decode(reply('opendatasoft-catalogue.json'))) as { results: unknown[] }

describe('the catalogue of an Opendatasoft portal', () => {
  it('says which datasets follow the frequency they announce, and never takes an unknown one for fresh', async () => {
    const raw = await connector.fetch(connector.settings.parse({ url: settings.url }), fakeIo({ answer: () => ({ body: catalogue }) }))
    const parsed = count(connector, raw, settings)
    expect(values(parsed)).toEqual({ 'open-data.datasets 2026': 4, 'open-data.on-time 2026': 1, 'open-data.unknown-frequency 2026': 2, 'open-data.reusable 2026': 2 })
    expect(parsed.report.notes[0]?.message).toContain('1 jeux archivés, retirés ou d’un autre producteur')
  })

  it('is read page after page, with its key, and stops when the portal gives nothing more', async () => {
    const io = fakeIo({ answer: ({ url }) => ({ body: { total_count: 102, results: url.searchParams.get('offset') === '0' ? Array.from({ length: 100 }, (_, i) => ({ ...(catalogue.results[0] as object), dataset_id: `d${i}` })) : [] } }) })
    const raw = await connector.fetch(connector.settings.parse({ url: settings.url, apiKey: 'ODS_KEY' }), io)
    expect(io.asked.map(({ url }) => url.search)).toEqual(['?limit=100&offset=0', '?limit=100&offset=100'])
    expect(io.asked[0]?.headers['authorization']).toBe('Apikey secret of ODS_KEY')
    expect(values(count(connector, raw, settings))['open-data.datasets 2026']).toBe(100)
  })

  it('is refused in words when it answers something else', async () => {
    await expect(connector.fetch(connector.settings.parse({ url: settings.url }), fakeIo({ answer: () => ({ body: { error: 'x' } }) }))).rejects.toThrow(/ce que sa documentation/)
  })
})

it.each([['http://publications.europa.eu/resource/authority/frequency/ANNUAL', 366], ['semiannual', 184], ['Mensuelle', 31], ['bimonthly', 62], ['biennial', 731], ['daily', 1], ['Temps réel', 1], ['quarterly', 92], ['http://publications.europa.eu/resource/authority/frequency/MONTHLY_2', 16], ['unknown', null], ['punctual', null], ['irregular', null], ['IRREG', null]])('a dataset of frequency %s has %s days', (word, days) => {
  expect(delayOf(word)).toBe(days)
})
