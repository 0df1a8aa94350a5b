import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadRegistry } from '#effects/territory/registry-files'
import { thirdPartyOf } from '#lib/web/registry'

let folder = ''
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'trefle-registry-')) })
afterEach(() => rm(folder, { recursive: true }))

test('a territory’s word on a host counts before the shipped one', async () => {
  await writeFile(join(folder, 'third-parties.yml'), `thirdParties:
  - { suffix: youtube.com, name: Chaîne de la ville, purpose: video, country: US, choice: to-verify, alternative: null, source: délibération, on: 2026-01-01 }\n`)
  expect(thirdPartyOf('https://www.youtube.com/', await loadRegistry(folder))?.name).toBe('Chaîne de la ville')
})

test('a territory without a file of its own has the shipped registry', async () => {
  expect(await loadRegistry(folder)).toEqual(await loadRegistry(null))
})

test('a mistake is told with its file and its line', async () => {
  await writeFile(join(folder, 'third-parties.yml'), 'thirdParties:\n  - suffix: "pas un nom"\n')
  await expect(loadRegistry(folder)).rejects.toMatchObject({ name: 'UsageError', message: expect.stringContaining('third-parties.yml, ligne 2') })
})
