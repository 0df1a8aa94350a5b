import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CheckReport } from '#lib/gate/check-report'

/* The exit codes of docs/guides/exit-codes.md, each provoked in a folder of its own, as a pipeline would run the command. */

const program = fileURLToPath(new URL('../../scripts/trefle.ts', import.meta.url))
let folder = ''

function trefle(args: readonly string[], node: readonly string[] = []): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [...node, program, 'check', ...args], { cwd: folder, maxBuffer: 64e6 }, (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }))
  })
}

const readReport = async (name: string): Promise<CheckReport> => CheckReport.parse(JSON.parse(await readFile(join(folder, name), 'utf8')))

const page = (head = '') => `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Accueil - Essai</title><link rel="icon" href="data:,">${head}</head><body><main><h1>Accueil</h1></main></body></html>`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trefle-check-'))
  await mkdir(join(folder, 'dist'))
  await writeFile(join(folder, 'dist', 'index.html'), page())
  await writeFile(join(folder, 'trefle.budgets.yml'), limits)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const gate = ['/', '--static', 'dist', '--only', 'sobriety/page-weight', '--format', 'table']
const limits = 'audits:\n  sobriety/page-weight: { max: 300000 }\n'

describe('check, as a pipeline runs it', () => {
  it('ends with 0 on a first run that holds its limits', async () => {
    const { code, stdout, stderr } = await trefle([...gate, '--reference', 'trefle.reference.json', '--format', 'json=trefle.reference.json'])
    expect({ code, stderr }).toMatchObject({ code: 0 })
    expect(stdout).toContain('pas encore de rapport')
    expect(await readReport('trefle.reference.json')).toMatchObject({ gate: { outcome: 'pass', exitCode: 0 }, coverage: { asked: 1, measured: 1 } })
  })

  it('ends with 1 when a page grew, and names what made it grow', async () => {
    await writeFile(join(folder, 'dist', 'lourd.js'), `/* ${Array.from({ length: 20_000 }, (_, n) => Math.sin(n).toString(36)).join(' ')} */`)
    await writeFile(join(folder, 'dist', 'index.html'), page('<script src="lourd.js"></script>'))
    await writeFile(join(folder, 'trefle.budgets.yml'), limits.replace('max: 300000', 'increase: 10%'))
    // What three loads of the page as it was would have said.
    const before = await readReport('trefle.reference.json')
    for (const { samples = {} } of before.pages) for (const [value, [only = NaN]] of Object.entries(samples)) samples[value] = [only, only, only]
    await writeFile(join(folder, 'trefle.reference.json'), JSON.stringify(before))
    const { code, stdout, stderr } = await trefle([...gate, '--reference', 'trefle.reference.json', '--per-host', '3', '--workers', '3', '--format', 'json=apres.json'])
    expect({ code, stderr }).toMatchObject({ code: 1 })
    const { changes = [], budgets = [] } = await readReport('apres.json')
    expect(changes[0]).toMatchObject({ kind: 'resource', change: 'appeared', what: expect.stringContaining('lourd.js'), cause: 'template' })
    expect(changes[0]?.reproduce).toBe('npx trefle check / --static dist --only sobriety/page-weight')
    expect(budgets.find(({ kind }) => kind === 'increase')).toMatchObject({ outcome: 'fail', test: { candidateLoads: 3, referenceLoads: 3 } })
    expect(stdout).toContain('lourd.js')
  })

  it('ends with 3 when a page could not be seen, and with 2 before any visit for a mistake in the budgets', async () => {
    const lost = await trefle(['http://127.0.0.1:9/', '--allow-private', '--only', 'sobriety/page-weight', '--budgets', 'trefle.budgets.yml'])
    expect({ code: lost.code, stderr: lost.stderr }).toMatchObject({ code: 3 })
    await writeFile(join(folder, 'faux.yml'), 'audits:\n  sobriety/page-wieght: error\n')
    const wrong = await trefle(['http://127.0.0.1:9/', '--allow-private', '--budgets', 'faux.yml'])
    expect(wrong).toMatchObject({ code: 2, stdout: '' })
    expect(wrong.stderr).toMatch(/faux\.yml, ligne 2.*page-wieght/)
  })

  it('ends with 70 when Trèfle itself breaks, and prints where', async () => {
    const broken = await trefle(['https://www.ville.example/'], ['--import', 'data:text/javascript,URL.parse = () => { throw new TypeError("cassé") }'])
    expect(broken.code).toBe(70)
    expect(broken.stderr).toMatch(/TypeError: cassé[\s\S]*checkable-url/)
  })
})
