import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser } from './browser.ts'
import { UsageError } from '../command/errors.ts'
import { say } from '../command/terminal.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** True when the command succeeded; its output goes to stderr. */
function succeeds(command: string, args: readonly string[], minutes: number): boolean {
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], timeout: minutes * 60_000 })
  return status === 0
}

/** The prefix that gives the right to install: nothing for root, `sudo -n` where it asks no password, else null. */
function installationRight(): readonly string[] | null {
  if (process.getuid?.() === 0) return []
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : null
}

function installFromDebian(): boolean {
  const right = existsSync('/usr/bin/apt-get') ? installationRight() : null
  if (right === null) return false
  say('Installation de Chromium par apt…')
  const apt = (...args: string[]) => {
    const [command = 'apt-get', ...first] = [...right, 'apt-get']
    return succeeds(command, [...first, ...args], 15)
  }
  return apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium')
}

const missing = new UsageError(
  'Aucun navigateur n’a été trouvé.',
  'Installez Chrome ou Chromium (« npx puppeteer browsers install chrome » ; sous Debian, « sudo apt-get install chromium »), ou donnez son chemin dans CHROME_PATH.',
)

/** A checkout sets itself up. A package installed from npm changes nothing of the machine that it is on. */
const isCheckout = existsSync(join(root, 'package-lock.json'))

/**
 * The path of a browser: the one that is here, else (in a checkout) puppeteer's download, else Debian's package.
 * Throws a UsageError that says what to install.
 */
export async function ensureBrowser(): Promise<string> {
  const present = await findBrowser()
  if (present !== null) return present
  if (!isCheckout) throw missing
  say('Aucun Chrome ni Chromium : téléchargement de celui de puppeteer…')
  const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx'
  if (!succeeds(npx, ['puppeteer', 'browsers', 'install', 'chrome'], 10)) installFromDebian()
  const installed = await findBrowser()
  if (installed !== null) return installed
  throw missing
}
