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

if (import.meta.main) {
  const { values } = parseArgs({ allowNegative: true, options: { out: { type: 'string', default: join(root, 'var', 'release') }, audit: { type: 'boolean', default: true } } })
  const left = values.audit ? unexplained(await askRegistry(root), Explained.parse(explained), new Date().toISOString().slice(0, 10)) : []
  if (left.length > 0) throw new Error(`Advisories that packaging/advisories.json does not explain:\n${left.join('\n')}`)
  release(values.out)
  process.stdout.write(`${values.out}\n`)
}
