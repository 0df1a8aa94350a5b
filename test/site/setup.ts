import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import puppeteer from 'puppeteer'
import type { TestProject } from 'vitest/node'
import { findBrowser } from '#effects/visits/browser'
import { build } from '../../scripts/build.ts'
import { compute } from '../../scripts/compute.ts'
import { writeSamplePublication } from '../fixtures/make-publication-sample.ts'
import { serveFolder } from './static-server.ts'

/** A built dashboard, served under its base path. */
export type BuiltSite = { folder: string; origin: string; base: string }
declare module 'vitest' {
  interface ProvidedContext { atRoot: BuiltSite; internal: BuiltSite; underPath: BuiltSite; strasbourg: BuiltSite; browserEndpoint: string }
}

const browserArguments = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** Builds the sample publication twice, at the root of a host in three languages and under a path in two, and Strasbourg's record in French; opens one browser for all the tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'trefle-site-'))
  const dataDir = join(folder, 'data')
  await writeSamplePublication(dataDir)
  const strasbourg = join(folder, 'record')
  await cp(fileURLToPath(new URL('../../datasets/strasbourg', import.meta.url)), strasbourg, { recursive: true })
  await compute({ dataDir: strasbourg, now: '2026-11-23T12:00:00.000Z' })
  const servers: { close(): Promise<void> }[] = []
  for (const [name, base, built, locales] of [['atRoot', '/', dataDir, ['fr', 'en', 'de']], ['internal', '/', dataDir, ['fr']], ['underPath', '/trefle/', dataDir, ['fr', 'en']], ['strasbourg', '/', strasbourg, ['fr']]] as const) {
    const outDir = join(folder, name)
    await build({ dataDir: built, outDir, base, locales, edition: name === 'internal' ? 'internal' : 'public', service: name === 'internal' })
    const server = await serveFolder(join(outDir, 'client'), base)
    servers.push(server)
    project.provide(name, { folder: join(outDir, 'client'), origin: server.origin, base })
  }
  const executablePath = await findBrowser()
  if (executablePath === null) throw new Error('The tests of the dashboard need a Chromium: set CHROME_PATH.')
  const browser = await puppeteer.launch({ executablePath, args: browserArguments, userDataDir: join(folder, 'profile') })
  project.provide('browserEndpoint', browser.wsEndpoint())
  return async () => {
    await browser.close()
    await Promise.all(servers.map((server) => server.close()))
    await rm(folder, { recursive: true, force: true })
  }
}
