import { execFile } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { passesOf } from '#lib/define'
import { loadAudits } from '#effects/territory/discover'
import { findBrowser } from '#effects/visits/browser'
import { openBenchPages, type BenchPages } from '#effects/benching/bench-pages'
import { isSarif, junitErrors } from '../lib/ci-reports/published-schemas.ts'
import { release } from '../../packaging/release.ts'

/** Installed from the tarball in an empty project, as a webmaster does; the page is that of the example town, on loopback. */

let work = ''
let project = ''
let town: BenchPages

/** Whatever the exit code: it is a part of what is told. */
function run(file: string, args: readonly string[], { cwd = project, env = {} }: { cwd?: string; env?: NodeJS.ProcessEnv } = {}) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(file, args, { cwd, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }))
  })
}
const npm = (...args: string[]) => run('npm', [...args, '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'])
const trefle = (args: readonly string[], env?: NodeJS.ProcessEnv) => run(process.execPath, [join(project, 'node_modules', 'trefle', 'bin.mjs'), ...args], { env })

const written = (file: string) => readFile(join(project, file), 'utf8')

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'trefle-npm-'))
  project = join(work, 'project')
  await mkdir(project)
  await writeFile(join(project, 'package.json'), '{ "name": "essai", "private": true }\n')
  release(join(work, 'release'))
  const installed = await npm('install', join(work, 'release', 'trefle-0.1.0.tgz'))
  expect(installed.code, installed.stderr).toBe(0)
  town = await openBenchPages({ addresses: [] })
})
afterAll(async () => {
  town.close()
  await rm(work, { recursive: true, force: true })
})

describe('the package on npm', () => {
  it('holds no TypeScript, so that any Node that is new enough runs it', () => {
    const inside = globSync('**/*', { cwd: join(project, 'node_modules', 'trefle'), exclude: ['node_modules'] })
    expect(inside.length).toBeGreaterThan(100)
    expect(inside.filter((file) => file.endsWith('.ts'))).toEqual([])
  })

  it('names in its SBOM everything that its installation brought', async () => {
    const { components } = JSON.parse(await written('node_modules/trefle/sbom.cdx.json')) as { components: { name: string }[] }
    const brought = Object.keys((JSON.parse(await written('node_modules/.package-lock.json')) as { packages: object }).packages).map((path) => path.replace(/.*node_modules\//, '')).filter((name) => name !== 'trefle')
    expect(brought.length).toBeGreaterThan(50)
    const told = new Set(components.map(({ name }) => name))
    expect(brought.filter((name) => !told.has(name))).toEqual([])
  })

  it('checks a page with the same catalogue of audits as the checkout', async () => {
    const chrome = await findBrowser() ?? ''
    const { code, stdout, stderr } = await trefle(['check', `${town.origin}/`, '--allow-private', '--ignore-robots', '--format', 'json', '--format', 'sarif=trefle.sarif', '--format', 'junit=trefle.xml', '--format', 'html=trefle.html'], { CHROME_PATH: chrome })
    expect(code, stderr).toBe(0)
    const { schema, pages: [page] } = JSON.parse(stdout) as { schema: string; pages: { status: string; results: { audit: string; outcome: string }[] }[] }
    expect(schema).toBe('trefle/check@1')
    expect(page?.status).toBe('measured')
    // The outputs of a real visit, held to the same schemas as those of the unit tests.
    expect(isSarif(JSON.parse(await written('trefle.sarif'))), JSON.stringify(isSarif.errors)).toBe(true)
    expect(await junitErrors(await written('trefle.xml'))).toEqual([])
    expect(await written('trefle.html')).toMatch(/^<!doctype html>[\s\S]*--paper:/)
    const judged = [...await loadAudits()].filter(([, definition]) => passesOf(definition).includes('cold')).map(([id]) => id)
    expect(page?.results.map(({ audit }) => audit)).toEqual(judged)
    expect(page?.results.find(({ audit }) => audit === 'sobriety/page-weight')?.outcome).not.toBe('unknown')
  })

  it('explains a rule as the checkout does', async () => {
    const { code, stdout } = await trefle(['explain', 'sobriety/page-weight'])
    expect(code).toBe(0)
    expect(stdout).toContain((await loadAudits()).get('sobriety/page-weight')?.text.mend)
  })

  it.skipIf(['/opt/google/chrome/chrome', '/snap/bin/chromium'].some((path) => existsSync(path)))('says in one sentence how to have a browser when there is none, installs nothing, and ends with 2', async () => {
    const bare = { PATH: dirname(process.execPath), HOME: work, USERPROFILE: work, CHROME_PATH: '', PUPPETEER_EXECUTABLE_PATH: '', PUPPETEER_CACHE_DIR: '' }
    const { code, stdout, stderr } = await trefle(['check', `${town.origin}/`, '--allow-private'], bare)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/Aucun navigateur/)
    expect(stderr).toMatch(/npx puppeteer browsers install chrome.*CHROME_PATH/)
    expect(globSync('.cache/**', { cwd: work })).toEqual([])
  })

  it('says which Node it needs when the one that runs it is older', async () => {
    // An older Node is played by a bin whose package asks for one that does not exist yet.
    const bin = join(project, 'node_modules', 'trefle')
    const manifest = JSON.parse(await readFile(join(bin, 'package.json'), 'utf8')) as { engines: { node: string } }
    await writeFile(join(bin, 'package.json'), JSON.stringify({ ...manifest, engines: { node: '>=99.1.0' } }))
    const { code, stderr } = await trefle(['--help'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/^Trèfle demande Node 99\.1\.0 ou plus récent.*\n$/)
  })
})
