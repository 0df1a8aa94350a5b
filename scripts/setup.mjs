// Runs on whatever Node ≥ 20 started npm, before anything is installed: no dependency, no TypeScript.
// It installs what the lock file says, then hands over to the Node 24 of the npm package "node".
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runToEnd } from './lib/visits/run-to-end.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = join(root, 'node_modules', '.trefle-setup')
const node24 = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const [verb = 'help', ...rest] = process.argv.slice(2)

/** Messages go to stderr: stdout belongs to the verb. */
function say(message) {
  process.stderr.write(`${message}\n`)
}

function stop(message, code) {
  say(message)
  process.exit(code)
}

/** Runs a command with the repository's binaries first on the PATH; resolves to its exit code. */
async function run(command, args, options = {}) {
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
  try {
    return await runToEnd(command, args, { stdio: 'inherit', env: { ...process.env, PATH: path }, ...options })
  } catch (error) {
    return stop(`Impossible de lancer ${command} : ${error.message}`, 70)
  }
}

/** The lock file decides; a stamp of its hash lets a second run skip the installation. */
async function installDependencies() {
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock && existsSync(node24)) return
  say('Installation des dépendances (une seule fois, une à deux minutes)…')
  const npm = process.env.npm_execpath
  const args = ['ci', '--no-fund', '--no-audit', '--loglevel=error']
  const options = { cwd: root, stdio: ['ignore', 2, 2] }
  const code = await (npm ? run(process.execPath, [npm, ...args], options) : run('npm', args, { ...options, shell: process.platform === 'win32' }))
  if (code === 130) process.exit(code)
  if (code !== 0) stop('L’installation a échoué. Vérifiez l’accès au registre npm (npm config get registry), puis relancez la même commande.', 70)
  if (!existsSync(node24)) stop('Le paquet npm « node » n’a pas pu installer Node 24 : autorisez ses scripts d’installation (npm config set ignore-scripts false), puis relancez.', 70)
  writeFileSync(stamp, lock)
}

/** Every project of tests, one after the other (a browser that waits for a processor would be late for its tests), or what was asked. */
async function test(args) {
  const vitest = (...more) => run(node24, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...more], { cwd: root })
  if (args.some((arg) => arg.startsWith('--project'))) return vitest(...args)
  let worst = 0
  for (const project of ['unit', 'smoke', 'survival', 'services', 'site']) worst = Math.max(worst, await vitest('--project', project, '--passWithNoTests', ...args))
  return worst
}

const major = Number(process.versions.node.split('.')[0])
if (major < 20) stop(`Trèfle demande Node 20 ou plus récent ; ici Node ${process.versions.node}. Installez-le depuis nodejs.org, puis relancez.`, 2)
await installDependencies()

if (['setup', 'test', 'demo'].includes(verb)) {
  const code = await run(node24, [join(root, 'scripts', 'ensure-browser.ts')], { cwd: root })
  if (code !== 0 || verb === 'setup') process.exit(code)
}
if (verb === 'test') process.exit(await test(rest))
process.exit(await run(node24, [join(root, 'scripts', 'trefle.ts'), ...(verb === 'trefle' ? rest : [verb, ...rest])]))
