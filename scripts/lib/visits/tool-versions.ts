import { createRequire } from 'node:module'
import type { Evidence } from '#model/evidence'
import manifest from '../../../package.json' with { type: 'json' }
import { browserVersion } from './browser.ts'

/** What measures, version by version, as stored with every evidence. Throws a UsageError when the browser does not start. */
export async function toolVersions(chromePath: string): Promise<Evidence['tools']> {
  return {
    trefle: manifest.version,
    node: process.versions.node,
    chromium: await browserVersion(chromePath),
    lighthouse: installedVersion('lighthouse'),
    axe: installedVersion('axe-core'),
    puppeteer: installedVersion('puppeteer'),
  }
}

function installedVersion(name: string): string {
  const found: unknown = createRequire(import.meta.url)(`${name}/package.json`)
  return String((found as { version: unknown }).version)
}
