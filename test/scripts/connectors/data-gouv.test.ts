import { expect, it } from 'vitest'
import connector from '#connectors/data-gouv'
import { count, reply, values } from './counted.ts'
import { fakeIo } from './fake-io.ts'

const page = JSON.parse(new TextDecoder().decode(reply('data-gouv-jeux.json'))) as object

it('datasets of data.gouv.fr count once though harvested twice, and archived ones do not count', async () => {
  const raw = await connector.fetch(connector.settings.parse({ organization: 'ville' }), fakeIo({ answer: () => ({ body: page }) }))
  const parsed = count(connector, raw, { organization: 'ville', file: undefined })
  expect(values(parsed)).toEqual({ 'open-data.datasets 2026': 2, 'open-data.on-time 2026': 1, 'open-data.unknown-frequency 2026': 1, 'open-data.reusable 2026': 1 })
  expect(parsed.report.notes.map(({ message }) => message)).toEqual([expect.stringContaining('1 jeux moissonnés'), expect.stringContaining('1 jeux archivés')])
})
it('pages are numbered by us: an address that the answer gives is never followed', async () => {
  const io = fakeIo({ answer: ({ url }) => ({ body: { ...page, next_page: url.searchParams.get('page') === '1' ? 'http://10.0.0.1/' : null } }) })
  await connector.fetch(connector.settings.parse({ organization: 'ville & fils' }), io)
  expect(io.asked.map(({ url }) => url.href)).toEqual([1, 2].map((n) => `https://www.data.gouv.fr/api/1/datasets/?organization=ville%20%26%20fils&page_size=100&page=${n}`))
})
