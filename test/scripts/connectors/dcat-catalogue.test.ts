import { expect, it } from 'vitest'
import connector from '#connectors/dcat-catalogue'
import { count, reply, values } from './counted.ts'
import { fakeIo } from './fake-io.ts'

const settings = { file: 'catalogue.jsonld' }
const fetched = (content: string | Uint8Array) => connector.fetch(connector.settings.parse(settings), fakeIo({ files: { 'catalogue.jsonld': content } }))

it('a DCAT catalogue is read whatever the spelling of its properties, licence and format from its distributions', async () => {
  expect(values(count(connector, await fetched(reply('catalogue-dcat.jsonld')), settings))).toEqual({ 'open-data.datasets 2026': 2, 'open-data.on-time 2026': 1, 'open-data.unknown-frequency 2026': 0, 'open-data.reusable 2026': 1 })
})
it('another document is refused in words', async () => {
  await expect(fetched('{"a":1}')).rejects.toThrow(/DCAT/)
})
