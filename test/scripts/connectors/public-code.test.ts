import { expect, it } from 'vitest'
import connector from '#connectors/public-code'
import { count, values } from './counted.ts'
import { fakeIo } from './fake-io.ts'

const repository = (name: string, more = {}) => ({ name, archived: false, fork: false, pushed_at: '2026-05-01T10:00:00Z', default_branch: 'main', license: { spdx_id: 'AGPL-3.0' }, ...more })
const publiccode = `publiccodeYmlVersion: "0.4"
name: Essai
url: https://github.example/ville/plein.git
platforms: [web]
developmentStatus: stable
softwareType: standalone/web
description: { fr: { shortDescription: Essai, longDescription: "${'x'.repeat(150)}", features: [a] } }
legal: { license: AGPL-3.0-only }
maintenance: { type: internal }
localisation: { localisationReady: false, availableLanguages: [fr] }
`
const settings = { account: 'ville' }

it('a code is reusable with a free licence, a notice and activity; publiccode.yml counts when it says what it must', async () => {
  const files: Record<string, string> = { '/ville/plein/main/publiccode.yml': publiccode, '/ville/plein/main/README.md': '#', '/ville/nu/main/README.md': '#', '/ville/court/main/publiccode.yml': publiccode.replace('x'.repeat(150), 'court'), '/ville/court/main/README.md': '#', '/ville/vieux/main/README.md': '#', '/ville/flou/main/README.md': '#' }
  const list = [repository('plein'), repository('nu'), repository('court'), repository('sans-notice'), repository('vieux', { pushed_at: '2024-11-01T10:00:00Z' }), repository('flou', { license: { spdx_id: 'NOASSERTION' } }), repository('copie', { fork: true }), repository('clos', { archived: true })]
  const io = fakeIo({ answer: ({ url }) => (url.hostname === 'api.github.com' ? { body: list } : { status: files[url.pathname] === undefined ? 404 : 200, body: files[url.pathname] ?? '' }) })
  const parsed = count(connector, await connector.fetch(connector.settings.parse(settings), io), { ...settings, file: undefined })
  expect(values(parsed)).toEqual({ 'code.public 2026': 6, 'code.free-licence 2026': 5, 'code.repositories 2026': 3, 'code.described 2026': 1 })
  expect(parsed.report.notes[0]?.message).toContain('2 dépôts archivés ou copiés')
})
it('an account that does not exist is told in words', async () => {
  await expect(connector.fetch(connector.settings.parse(settings), fakeIo({ answer: () => ({ status: 404, body: { message: 'Not Found' } }) }))).rejects.toThrow(/« ville »/)
})
