import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { SitesFile, type Site } from '#model/site'
import { readScenarios, requireSecrets, withScenarios } from '#effects/territory/scenarios'
import { plannedLoads } from '#effects/visits/planned-loads'

const good = `name: Prendre rendez-vous
site: portail
steps:
  - { goto: /connexion, audit: true, id: connexion, role: login }
  - { fill: '#mdp', secret: RDV_MOT_DE_PASSE }
  - { click: button, audit: true, id: creneaux, name: Choix du créneau }
`
const sites: Site[] = SitesFile.parse({ sites: [{ id: 'portail', name: 'Portail', url: 'https://www.ville.fr/', organisation: 'ville', pages: [{ id: 'accueil', path: '/', role: 'home' }] }] }).sites
let dataDir = ''
const write = (text: string, name = 'rendez-vous.yml') => writeFile(join(dataDir, 'scenarios', name), text)
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'scenarios-'))
  await mkdir(join(dataDir, 'scenarios'))
})

describe('a scenario file', () => {
  it('adds its audited steps to the pages of its site, and to the first visits alone', async () => {
    await write(good)
    const scenarios = await readScenarios(dataDir, sites)
    const visited = sites.map((site) => withScenarios(site, scenarios))
    expect(visited[0]?.pages.slice(1)).toEqual([
      { id: 'connexion', path: '/connexion', role: 'login', name: 'Prendre rendez-vous : connexion', scenario: 'rendez-vous' },
      { id: 'creneaux', path: '/connexion', role: 'procedure', name: 'Choix du créneau', scenario: 'rendez-vous' },
    ])
    const loads = plannedLoads(visited, ['cold', 'repeat', 'mobile'], 'desktop', scenarios)
    expect(loads.filter(({ scenario }) => scenario).map(({ page, pass }) => [page, pass])).toEqual([['connexion', 'cold'], ['creneaux', 'cold']])
  })

  it.each([
    ['two things at once', good.replace('click: button,', 'click: button, goto: /x,'), /ligne 6, steps\[3\] : une étape fait une chose/, /goto, fill, click, waitFor, expect/],
    ['a secret in clear', good.replace('RDV_MOT_DE_PASSE', 'azerty'), /ligne 5, steps\[2\]\.secret .*jamais le secret/, /Corrigez/],
    ['a field with nothing to put in', good.replace(", secret: RDV_MOT_DE_PASSE", ''), /ligne 5, steps\[2\]\.fill/, /with.*secret/],
    ['a page without a name in the history', good.replace(', id: creneaux, name: Choix du créneau', ''), /ligne 6, steps\[3\]\.audit/, /id: choix/],
    ['an unknown word', good.replace('click:', 'clic:'), /ligne 6, steps\[3\]\.clic/, /« clic »/],
    ['nothing to audit', good.replaceAll(/, audit: true.*\}/g, ' }'), /aucune étape n’est auditée/, /audit: true/],
    ['nowhere to begin', good.replace("goto: /connexion", "waitFor: h1"), /ligne 4, steps\[1\] : un scénario commence/, /goto/],
    ['two pages of one name', good.replace('id: creneaux', 'id: connexion'), /ligne 6, steps\[3\]\.id .*déjà pris/, /identifiant différent/],
    ['another scheme', good.replace('/connexion', 'file:///etc/passwd'), /ligne 4, steps\[1\]\.goto/, /Corrigez/],
    ['a site that is not there', good.replace('site: portail', 'site: autre'), /ligne 2, site : « autre »/, /portail/],
    ['the name of a page', good.replace('id: creneaux', 'id: accueil'), /ligne 6, steps\[3\]\.id .*« accueil »/, /autre identifiant/],
  ])('with %s is refused with its line and what to write', async (_what, text, message, mend) => {
    await write(text)
    await expect(readScenarios(dataDir, sites)).rejects.toMatchObject({ name: 'UsageError', message: expect.stringMatching(message), mend: expect.stringMatching(mend) })
  })

  it('that would not be read is not passed over', async () => {
    await write(good, 'Rendez_vous.yaml')
    await expect(readScenarios(dataDir, sites)).rejects.toThrow('Rendez_vous.yaml')
  })

  it('is played only with its secrets, long enough to be hidden, and no message repeats one', async () => {
    await write(good)
    const scenarios = [...(await readScenarios(dataDir, sites)).values()]
    expect(() => requireSecrets(scenarios, {})).toThrow('RDV_MOT_DE_PASSE')
    expect(() => requireSecrets(scenarios, { RDV_MOT_DE_PASSE: 'abc' })).toThrow(/^(?!.*abc).*trop courte/)
    expect(() => requireSecrets(scenarios, { RDV_MOT_DE_PASSE: 'abcd' })).not.toThrow()
  })
})
