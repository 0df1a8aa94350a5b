import { execFileSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import ts from 'typescript'
import manifest from '../package.json' with { type: 'json' }

/*
 * The package that `npx trefle check …` runs: what the command reaches, compiled by tsc file by file under the same names, with the data that
 * judges, and a package.json of its own. Usage: node packaging/build-npm.ts [--out folder]. It prints the folder; `npm pack` does the rest.
 */

const root = fileURLToPath(new URL('..', import.meta.url))
const data = ['datasets/factors', 'datasets/registry', 'datasets/rgaa', 'datasets/rulesets', 'src/styles/tokens.css', 'LICENSE']

/** puppeteer without the install script that downloads a browser: an installation must not fail, or weigh 300 MB, for one that is there. */
const withoutDownload: Readonly<Record<string, string>> = { puppeteer: `npm:puppeteer-core@${manifest.dependencies.puppeteer}` }
/** Node that lighthouse and undici ask for. */
const node = '>=22.19.0'

/** Names of the packages that a compiled file imports. */
function importedPackages(code: string): string[] {
  const specifiers = ts.preProcessFile(code, true, true).importedFiles.map(({ fileName }) => fileName)
  return specifiers.filter((name) => !/^[.#]/.test(name) && !isBuiltin(name)).map((name) => name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/'))
}

/** The versions are those that the tests ran with. */
function dependenciesOf(folder: string): Record<string, string> {
  const names = new Set(globSync('**/*.js', { cwd: folder }).flatMap((file) => importedPackages(readFileSync(join(folder, file), 'utf8'))))
  const versions: Readonly<Record<string, string>> = manifest.dependencies
  return Object.fromEntries([...names].sort().map((name) => {
    const version = withoutDownload[name] ?? versions[name]
    if (version === undefined) throw new Error(`${name} is imported but is not a dependency`)
    return [name, version]
  }))
}

/** Builds the package in `folder`, which is emptied first. */
export function buildPackage(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  execFileSync(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', join(root, 'packaging'), '--outDir', folder], { stdio: ['ignore', 2, 2] })
  for (const path of data) cpSync(join(root, path), join(folder, path), { recursive: true })
  for (const file of ['bin.mjs', 'README.md']) cpSync(join(root, 'packaging', file), join(folder, file))
  const { name, version, description, license, type, imports } = manifest
  const compiled = Object.fromEntries(Object.entries(imports).map(([key, target]) => [key, target.replace(/\.ts$/, '.js')]))
  const own = { name, version, description, license, type, engines: { node }, bin: { trefle: 'bin.mjs' }, imports: compiled, dependencies: dependenciesOf(folder) }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(own, null, 2)}\n`)
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { out: { type: 'string', default: join(root, 'var', 'npm') } } })
  buildPackage(values.out)
  process.stdout.write(`${values.out}\n`)
}
