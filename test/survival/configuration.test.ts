import { execFile } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const program = fileURLToPath(new URL('../../scripts/trefle.ts', import.meta.url))
const territory = `id: essai
name: Essai
contact: { email: numerique@essai.example, function: Direction du numérique }
organisations: [{ id: ville, name: Ville d’Essai, kind: commune }]
`
const sitesAt = (url: string) => `sites:
  - id: portail
    name: Portail
    url: ${JSON.stringify(url)}
    organisation: ville
    pages: [{ id: accueil, path: /, role: home }]
`

it.concurrent.each(['file:///etc/passwd', 'ftp://www.ville.fr/', 'javascript:alert(1)', 'data:text/html,x', 'chrome://version', 'view-source:https://www.ville.fr/', 'ws://www.ville.fr/'])(
  'R11: %s in sites.yml is refused with its line and code 2, before any browser is looked for', async (url) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'configured-'))
    await writeFile(join(dataDir, 'territory.yml'), territory)
    await writeFile(join(dataDir, 'sites.yml'), sitesAt(url))
    const begun = performance.now()
    // A browser that cannot be run is itself a mistake that is told: it would be, had it been looked for.
    const ended = await promisify(execFile)(process.execPath, [program, 'audit', '--data', dataDir], { env: { ...process.env, CHROME_PATH: '/nowhere' } })
      .then(() => ({ code: 0, stderr: '' }), (error: { code: number; stderr: string }) => error)
    expect(ended.code).toBe(2)
    expect(ended.stderr).toMatch(/sites\.yml, ligne 4, sites\[1\]\.url/)
    expect(ended.stderr).not.toContain('CHROME_PATH')
    expect(performance.now() - begun).toBeLessThan(60_000)
  })
