import { appendFile, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { approve, nightly, type NightlyOptions } from '#effects/nightly/nightly'

const strasbourg = fileURLToPath(new URL('../../datasets/strasbourg', import.meta.url))
let folder = ''
let options: NightlyOptions
const at = (day: string) => `2026-11-${day}T03:00:00Z`
const publicFile = (path: string) => readFile(join(folder, 'public', path), 'utf8')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trefle-nightly-'))
  await cp(strasbourg, join(folder, 'data'), { recursive: true })
  await appendFile(join(folder, 'data', 'sources.yml'), '  - { id: parc, name: Parc, connector: inventory-csv, organisation: eurometropole, cadence: yearly, settings: { file: sources/parc.csv } }\n')
  await writeFile(join(folder, 'data', 'nightly.yml'), 'publish: { to: folder, path: ../public }\n')
  options = { dataDir: join(folder, 'data'), varDir: join(folder, 'var'), at: at('22'), publish: false, skip: ['audit'], visit: {}, environment: {} }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The record of Strasbourg, whose sites nobody visits here: what is tried is the way from the sources to the public. */
describe('a run from the sources to the public', { timeout: 120_000 }, () => {
  it('goes on without the source that does not answer, says what would become public, and publishes nothing before it is allowed', async () => {
    const report = await nightly(options)
    expect(report.outcome).toBe('waiting')
    expect(report.steps.map(({ step, outcome }) => [step, outcome])).toEqual([['pull', 'partly'], ['compute', 'done'], ['build', 'done']])
    expect(report.steps[0]?.notes).toEqual([expect.stringMatching(/^parc : .*parc\.csv/)])
    const here = join(folder, 'var', 'nightly', 'strasbourg', report.id)
    expect(await readFile(join(here, 'digest.md'), 'utf8')).toMatch(/Première publication[\s\S]*## Promesses[\s\S]*## Sources à relancer[\s\S]*- Parc : n’a pas pu être lue ; jamais lue/)
    await expect(readdir(join(folder, 'public'))).rejects.toThrow()
    expect((await approve({ ...options, id: report.id })).outcome).toBe('published')
    expect(await publicFile('index.html')).toContain('<h1')
  })

  it('leaves alone what is public when nothing is new', async () => {
    expect((await nightly({ ...options, at: at('22'), skip: ['pull', 'audit'], publish: true })).outcome).toBe('nothing-new')
  })

  it('refuses a record whose past was rewritten, before it reads or publishes anything', async () => {
    const ledger = join(folder, 'data', 'commitments.jsonl')
    const text = await readFile(ledger, 'utf8')
    await writeFile(ledger, text.replace(/"text":"[^"]{3}/, '"text":"Non'))
    await expect(nightly({ ...options, at: at('24'), publish: true })).rejects.toThrow(/Le registre ne se tient pas/)
    await writeFile(ledger, text)
  })

  it('refuses to publish an older run over a newer one', async () => {
    const published = join(folder, 'data', 'published.json')
    await writeFile(published, (await readFile(published, 'utf8')).replace(at('22'), at('30')))
    await expect(approve({ ...options, id: '2026-11-22T030000Z' })).rejects.toThrow(/plus récente/)
  })
})
