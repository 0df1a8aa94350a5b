import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import manifest from '../package.json' with { type: 'json' }

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * What a package brings when it is installed, in CycloneDX 1.5 (JSON): each component with its version, sum, licence, and what it needs.
 * Versions are those of package-lock.json, that the tests ran with; what the package does not need is left out, and so is what only tests need.
 * @param packageFile the package.json to tell of; npm asks the registry for what the lock file does not say
 */
export function sbomOf(packageFile: string): string {
  const workshop = mkdtempSync(join(tmpdir(), 'trefle-sbom-'))
  // npm names the software after its folder.
  const folder = join(workshop, manifest.name)
  const npm = (...args: string[]) => execFileSync('npm', [...args, '--package-lock-only', '--loglevel=error'], { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 2] })
  try {
    mkdirSync(folder)
    const own = JSON.parse(readFileSync(packageFile, 'utf8')) as object
    // `npm sbom --omit=dev` would also leave out what both tests and the software need.
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...own, devDependencies: {}, overrides: manifest.overrides }))
    cpSync(join(root, 'package-lock.json'), join(folder, 'package-lock.json'))
    npm('install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline')
    return npm('sbom', '--sbom-format=cyclonedx', '--sbom-type=application')
  } finally {
    rmSync(workshop, { recursive: true, force: true })
  }
}
