import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import manifest from '../package.json' with { type: 'json' }
import explained from './advisories.json' with { type: 'json' }
import { askRegistry, Explained, unexplained } from './advisories.ts'
import { buildPackage } from './build-npm.ts'
import { sbomOf } from './sbom.ts'

/*
 * What a release consists of: the package with its SBOM inside and beside it, the SBOM of the whole (which containers and checkouts install), and
 * the sums of all three. Usage: node packaging/release.ts [--out folder] [--no-audit]. An advisory that advisories.json does not explain stops it.
 */

const root = fileURLToPath(new URL('..', import.meta.url))
const sbomName = 'sbom.cdx.json'

/** Writes the files of a release in `folder`, which is emptied first. */
export function release(folder: string): void {
  const named = `${manifest.name}-${manifest.version}`
  const built = join(folder, 'package')
  rmSync(folder, { recursive: true, force: true })
  buildPackage(built)
  const sbom = sbomOf(join(built, 'package.json'))
  writeFileSync(join(built, sbomName), sbom)
  writeFileSync(join(folder, `${named}.cdx.json`), sbom)
  writeFileSync(join(folder, `${named}-whole.cdx.json`), sbomOf(join(root, 'package.json')))
  execFileSync('npm', ['pack', built, '--pack-destination', folder, '--loglevel=error'], { stdio: ['ignore', 'ignore', 2] })
  rmSync(built, { recursive: true })
  const sums = readdirSync(folder).sort().map((name) => `${createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')}  ${name}\n`)
  writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''))
}

/** Why there is no release; null when nothing stands against one. */
async function objection(): Promise<string | null> {
  try {
    const left = unexplained(await askRegistry(root), Explained.parse(explained), new Date().toISOString().slice(0, 10))
    return left.length === 0 ? null : `Advisories that packaging/advisories.json does not explain:\n${left.join('\n')}`
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\nAsk where the registry answers, or release without asking it: --no-audit`
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ allowNegative: true, options: { out: { type: 'string', default: join(root, 'var', 'release') }, audit: { type: 'boolean', default: true } } })
  const against = values.audit ? await objection() : null
  if (against === null) release(values.out)
  if (!values.audit) process.stderr.write('The registry was not asked for advisories (--no-audit): nothing says that there are none.\n')
  if (against === null) process.stdout.write(`${values.out}\n`)
  else {
    process.stderr.write(`No release. ${against}\n`)
    process.exitCode = 1
  }
}
