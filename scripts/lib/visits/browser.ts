import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, isAbsolute, join } from 'node:path'
import { promisify } from 'node:util'
import { Browser, getInstalledBrowsers } from '@puppeteer/browsers'
import puppeteer from 'puppeteer'
import { UsageError } from '../command/errors.ts'

const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome', 'microsoft-edge-stable', 'microsoft-edge']

/** Where installers put a browser that is not on PATH. */
function installedPaths(): string[] {
  if (process.platform === 'darwin') {
    const applications = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `Applications/${name}.app/Contents/MacOS/${name}`)
    return ['/', homedir()].flatMap((root) => applications.map((path) => join(root, path)))
  }
  if (process.platform === 'win32') {
    const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter((root) => root !== undefined)
    return roots.flatMap((root) => ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map((path) => join(root, path)))
  }
  return ['/snap/bin/chromium', '/opt/google/chrome/chrome']
}

/** What « npx puppeteer browsers install chrome » left, the newest first. */
async function downloadedPaths(): Promise<string[]> {
  const cacheDir = process.env.PUPPETEER_CACHE_DIR ?? join(homedir(), '.cache', 'puppeteer')
  const chromes = (await getInstalledBrowsers({ cacheDir })).filter(({ browser }) => browser === Browser.CHROME)
  return chromes.sort((a, b) => b.buildId.localeCompare(a.buildId, 'en', { numeric: true })).map(({ executablePath }) => executablePath)
}

async function runnable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(() => true, () => false)
}

/**
 * The path of a Chrome or a Chromium: the one that CHROME_PATH or PUPPETEER_EXECUTABLE_PATH names, else the usual names on PATH,
 * the usual places, puppeteer's own download. Null when there is none.
 * Throws a UsageError when a variable names something that cannot be run: silently taking another would hide the mistake.
 */
export async function findBrowser(): Promise<string | null> {
  for (const variable of ['CHROME_PATH', 'PUPPETEER_EXECUTABLE_PATH']) {
    const named = process.env[variable]
    if (!named) continue
    if (await runnable(named)) return named
    throw new UsageError(`${variable} désigne « ${named} », qui ne peut pas être exécuté.`, 'Corrigez cette variable, ou retirez-la pour que Trèfle cherche le navigateur.')
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder))
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name + suffix))), ...installedPaths(), ...await downloadedPaths()]
  for (const candidate of candidates) if (await runnable(candidate)) return candidate
  return null
}

/** The version of a browser, for example "156.0.8078.79". Throws a UsageError when it does not start. */
export async function browserVersion(path: string): Promise<string> {
  const printed = process.platform === 'win32' ? await askRunning(path) : await askCommand(path)
  const version = /\d+(\.\d+){1,3}/.exec(printed)?.[0]
  if (version !== undefined) return version
  throw new UsageError(`Le navigateur ${path} ne démarre pas.`, 'Installez Chrome ou Chromium, ou donnez le chemin d’un navigateur qui fonctionne dans CHROME_PATH.')
}

async function askCommand(path: string): Promise<string> {
  return promisify(execFile)(path, ['--version'], { timeout: 15_000 }).then(({ stdout }) => stdout, () => '')
}

/** On Windows, `--version` opens a window: a browser that runs is asked. */
async function askRunning(path: string): Promise<string> {
  const browser = await puppeteer.launch({ executablePath: path, pipe: true }).catch(() => null)
  if (browser === null) return ''
  try {
    return await browser.version()
  } finally {
    await browser.close()
  }
}
