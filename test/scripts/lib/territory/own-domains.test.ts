import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readTerritoryFolder } from '#effects/territory/territory'

let dataDir = ''
beforeEach(async () => { dataDir = await mkdtemp(join(tmpdir(), 'trefle-own-domains-')) })
afterEach(() => rm(dataDir, { recursive: true, force: true }))

async function read(ofTerritory: string, ofSite: string) {
  await writeFile(join(dataDir, 'territory.yml'), `id: essai
name: Essai
contact: { email: numerique@essai.example, function: Direction du numérique }
organisations:
  - { id: ville, name: Ville d’Essai, kind: commune }
sameOrganisation: ${ofTerritory}
`)
  await writeFile(join(dataDir, 'sites.yml'), `sites:
  - id: portail
    name: Portail
    url: https://www.essai.example/
    organisation: ville
    sameOrganisation: ${ofSite}
`)
  return readTerritoryFolder(dataDir)
}

test('the domains of a territory and those of a site make the second ring of that site, each once', async () => {
  expect((await read('[metropole.example, essai.eu]', '[essai.eu, musee.example]')).sites[0]?.sameOrganisation).toEqual(['essai.eu', 'musee.example', 'metropole.example'])
})

test.each([
  ['[gouv.fr]', '[]', 'territory.yml, ligne 6', '« gouv.fr » est un suffixe que tout le monde partage'],
  ['[]', '[github.io]', 'sites.yml, ligne 6', '« github.io » est un suffixe que tout le monde partage'],
  ['["https://metropole.example/"]', '[]', 'territory.yml, ligne 6', 'sans « https:// » ni chemin'],
])('a domain that would open the ring to everybody, or is not one, is refused at its line: %s %s', async (ofTerritory, ofSite, place, problem) => {
  await expect(read(ofTerritory, ofSite)).rejects.toMatchObject({ name: 'UsageError', message: expect.stringMatching(new RegExp(`${place}.*${problem}`, 's')) })
})
