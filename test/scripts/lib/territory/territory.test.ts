import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UsageError } from '#effects/command/errors'
import { readTerritoryFolder } from '#effects/territory/territory'

let dataDir = ''
beforeEach(async () => { dataDir = await mkdtemp(join(tmpdir(), 'trefle-territory-')) })
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const territory = `id: essai
name: Essai
contact: { email: numerique@essai.example, function: Direction du numérique }
organisations:
  - { id: ville, name: Ville d’Essai, kind: commune }
`
const site = `sites:
  - id: portail
    name: Portail
    url: https://www.essai.example/
    organisation: ville
    pages:
      - { id: accueil, path: /, role: home }
`
const commitment = `commitments:
  - id: poids
    pillar: sobriety
    text: Alléger les pages.
    source: { title: Délibération, on: 2023-03-20, evidence: official }
    organisation: ville
    function: Direction du numérique
    indicator: page-weight
`

async function refusal(files: Record<string, string>, indicators?: ReadonlySet<string>): Promise<UsageError> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(dataDir, name), text)
  const error: unknown = await readTerritoryFolder(dataDir, indicators).then(() => null, (reason: unknown) => reason)
  if (!(error instanceof UsageError)) throw new Error(`expected a UsageError, got ${String(error)}`)
  return error
}

describe('the folder of a territory', () => {
  it('is read with the defaults of its schemas, and needs no more than territory.yml', async () => {
    await writeFile(join(dataDir, 'territory.yml'), territory)
    expect(await readTerritoryFolder(dataDir)).toMatchObject({ territory: { id: 'essai', example: false }, sites: [], sources: [], commitments: [] })
    await writeFile(join(dataDir, 'sites.yml'), site)
    expect((await readTerritoryFolder(dataDir)).sites[0]).toMatchObject({ id: 'portail', perHost: 1 })
  })

  it('is not any folder: the message says which option to give', async () => {
    const error = await refusal({})
    expect(error.message).toContain('territory.yml')
    expect(error.mend).toContain('--data')
  })

  it.each([
    ['a word that is no number', site.replace('organisation: ville', 'organisation: ville\n    perHost: beaucoup'), /sites\.yml, ligne 6, sites\[1\]\.perHost : .*attendu/, /Corrigez/],
    ['an unknown key', site.replace('    name:', '    nom: x\n    name:'), /sites\.yml, ligne 3, sites\[1\]\.nom :/, /« nom »/],
    ['a role that does not exist', site.replace('role: home', 'role: acceuil'), /ligne 7, sites\[1\]\.pages\[1\]\.role/, /home/],
    ['a missing name', site.replace('    name: Portail\n', ''), /sites\[1\]\.name/, /Ajoutez « name »/],
    ['an address without scheme', site.replace('https://www.essai.example/', 'www.essai.example'), /ligne 4, sites\[1\]\.url/, /https:/],
    ['an address with a password', site.replace('https://www', 'https://agent:motdepasse@www'), /ligne 4, sites\[1\]\.url : (?!.*motdepasse).*sans identifiant/, /Corrigez/],
    ['private addresses that are no range', site.replace('organisation: ville', 'organisation: ville\n    allowPrivate: [10.1.0.0]'), /ligne 6, sites\[1\]\.allowPrivate\[1\] : .*10\.1\.0\.0\/16/, /Corrigez/],
    ['a range that is everything', site.replace('organisation: ville', 'organisation: ville\n    allowPrivate: [10.1.0.0/16, 0.0.0.0/0]'), /ligne 6, sites\[1\]\.allowPrivate\[2\] : .*trop large/, /Corrigez/],
    ['an unknown organisation', site.replace('organisation: ville', 'organisation: mairie'), /ligne 5, sites\[1\]\.organisation : « mairie » n’existe pas/, /ville/],
    ['two pages of one name', `${site}      - { id: accueil, path: /bis, role: other }\n`, /ligne 8, sites\[1\]\.pages\[2\]\.id : l’identifiant « accueil »/, /différent/],
    ['a line that is not YAML', site.replace('    name: Portail', '    name: "Portail'), /sites\.yml, ligne \d+ : ce n’est pas du YAML.*il manque/, /guillemets/],
    ['a key written twice', site.replace('    name:', '    name: x\n    name:'), /sites\.yml, ligne 4 : .*deux fois/, /ligne/],
  ])('says file, line, expectation and mend of %s', async (_name, sites, message, mend) => {
    const error = await refusal({ 'territory.yml': territory, 'sites.yml': sites })
    expect(error.message).toMatch(message)
    expect(error.mend).toMatch(mend)
  })

  it('refuses a file saved in ANSI rather than publish its accents as « � »', async () => {
    await writeFile(join(dataDir, 'territory.yml'), Buffer.from(territory.replaceAll('’', "'"), 'latin1'))
    const error = await refusal({})
    expect(error.message).toContain('territory.yml n’est pas enregistré en UTF-8')
    expect(error.mend).toMatch(/Enregistrez en UTF-8/)
  })

  it('refuses a commitment that follows an indicator that does not exist', async () => {
    const error = await refusal({ 'territory.yml': territory, 'commitments.yml': commitment }, new Set(['fleet-age']))
    expect(error.message).toMatch(/commitments\.yml, ligne 8, commitments\[1\]\.indicator : « page-weight »/)
    expect(error.mend).toContain('fleet-age')
  })

  it('refuses an organisation whose parent is unknown', async () => {
    const error = await refusal({ 'territory.yml': `${territory}  - { id: ecoles, name: Écoles, kind: direction, parent: mairie }\n` })
    expect(error.message).toMatch(/ligne 6, organisations\[2\]\.parent/)
  })
})
