import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { ensureBrowser } from '../visits/ensure-browser.ts'
import type { Speed } from './engine-run.ts'
import { watchCpu } from './process-cpu.ts'

/** Outside the lock file: nobody needs it but this bench. Pinned, so that two benches compare. */
const version = '0.17.10'
const folder = resolve('var', 'bench', 'unlighthouse')
const program = join(folder, 'node_modules', '@unlighthouse', 'cli', 'bin', 'unlighthouse-ci.mjs')

/** What it does when nothing is asked of it (its default configuration, core/dist/index.mjs of this version). */
export const unlighthouseSettings = `Unlighthouse ${version}, sans aucun réglage : téléphone, catégories performance, accessibility, best-practices et seo, ${Math.max(Math.floor(availableParallelism() / 2), 1)} page(s) à la fois, un passage.`

/** Null once it is installed; otherwise one sentence, in French, that says what could not be. */
export async function installUnlighthouse(): Promise<string | null> {
  if (existsSync(program)) return null
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n')
  const env = { ...process.env, PUPPETEER_SKIP_DOWNLOAD: '1' }
  const install = promisify(execFile)('npm', ['install', '--no-fund', '--no-audit', '--loglevel=error', `@unlighthouse/cli@${version}`, 'puppeteer'], { cwd: folder, env, timeout: 600_000 })
  return install.then(() => null, (error: Error) => `Unlighthouse ${version} n’a pas pu être installé dans var/bench : ${error.message.trim().split('\n').at(-1)}.`)
}

const Reports = z.array(z.object({ path: z.string() }))

/** Visits pages of one origin with Unlighthouse at its defaults; a page that is not in its report was not measured. */
export async function runUnlighthouse(origin: string, addresses: readonly string[]): Promise<Speed> {
  const work = await mkdtemp(join(tmpdir(), 'trefle-unlighthouse-'))
  const paths = addresses.map((address) => address.slice(origin.length))
  const startedAt = performance.now()
  const child = spawn(process.execPath, [program, '--site', origin, '--urls', paths.join(','), '--root', work, '--output-path', work], {
    cwd: work, env: { ...process.env, CHROME_PATH: await ensureBrowser() }, stdio: ['ignore', 'ignore', 'pipe'], detached: true,
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => { said = (said + text).slice(-2000) })
  const cpu = watchCpu(child.pid ?? 0)
  try {
    const [code]: unknown[] = await once(child, 'close')
    if (code !== 0) throw new Error(`unlighthouse-ci ended with ${String(code)}: ${said}`)
    const wallSeconds = (performance.now() - startedAt) / 1000
    const reports = Reports.parse(JSON.parse(await readFile(join(work, 'ci-result.json'), 'utf8')))
    return { pages: reports.length, wallSeconds, cpuSeconds: cpu.seconds() }
  } finally {
    cpu.stop()
    await rm(work, { recursive: true, force: true, maxRetries: 5 })
  }
}
