import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { approve, nightly } from '#effects/nightly/nightly'

let folder = ''
const posted: { failed: string[]; digest: string }[] = []
const hook = createServer((request, response) => { void text(request).then((body) => { posted.push(JSON.parse(body) as typeof posted[number]); response.end() }) })
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trefle-night-'))
  await new Promise<void>((listening) => hook.listen(0, '127.0.0.1', listening))
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const data = join(folder, 'data')
  await mkdir(join(folder, 'www.leaving'), { recursive: true })
  await mkdir(data)
  await writeFile(join(data, 'territory.yml'), 'id: essai\nname: Essai\ncontact: { email: numerique@essai.example, function: Numérique }\norganisations: [{ id: ville, name: Ville, kind: commune }]\n')
  await writeFile(join(data, 'commitments.jsonl'), '')
  await writeFile(join(data, 'nightly.yml'), `publish: { to: folder, path: ../www }\nalerts: { webhook: 'http://127.0.0.1:${(hook.address() as AddressInfo).port}/' }\n`)
  await writeFile(join(folder, 'www.leaving', 'index.html'), 'ce qui était public')
})
afterAll(async () => {
  vi.restoreAllMocks()
  hook.close()
  await rm(folder, { recursive: true, force: true })
})

describe('a run that cannot go on', () => {
  const run = () => nightly({ dataDir: join(folder, 'data'), varDir: join(folder, 'var'), at: '2026-11-22T03:00:00Z', publish: true, skip: ['pull', 'audit'], visit: {}, environment: {} })

  it('alerts when a file of the folder cannot be read, in the name of the folder, and says nothing while another run goes on', async () => {
    const sites = join(folder, 'data', 'sites.yml')
    await writeFile(sites, 'sites: [{ id: portail')
    await expect(run()).rejects.toThrow('sites.yml')
    expect(posted.splice(0)).toMatchObject([{ territory: 'data', failed: [expect.stringContaining('sites.yml')] }])
    await rm(sites)
    const lock = join(folder, 'var', 'nightly', 'essai', 'running')
    await mkdir(lock, { recursive: true })
    await writeFile(join(lock, 'run.lock'), JSON.stringify({ pid: process.ppid, host: hostname(), since: '2026-11-22T03:00:00.000Z' }))
    await expect(run()).rejects.toThrow('déjà')
    await rm(join(lock, 'run.lock'))
    expect(posted).toEqual([])
  })

  it('alerts those who asked for it, since nobody looks at night, and first puts back the pages of a swap that was cut', async () => {
    await writeFile(join(folder, 'data', 'seals.jsonl'), '{"schema":"trefle/seal@1","at":"2026-11-01T03:00:00Z","by":"pull","previous":null,"files":{"observations/parc/2026.jsonl":{"bytes":12,"sha256":"' + 'a'.repeat(64) + '"}}}\n')
    await expect(run()).rejects.toThrow('Le registre ne se tient pas')
    expect(posted).toMatchObject([{ failed: ['Le registre ne se tient pas : rien n’est lu ni publié.'], digest: 'Ce qui était public l’est toujours.' }])
    expect(await readFile(join(folder, 'www', 'index.html'), 'utf8')).toBe('ce qui était public')
  })
})

describe('a run that somebody allows', () => {
  it('is not published when its pages are gone, or were never built', async () => {
    const here = join(folder, 'var', 'nightly', 'essai', '2026-11-01T030000Z')
    await mkdir(here, { recursive: true })
    await writeFile(join(here, 'report.json'), JSON.stringify({ schema: 'trefle/nightly@1', id: '2026-11-01T030000Z', startedAt: '2026-11-01T03:00:00Z', finishedAt: null, outcome: 'nothing-new', steps: [] }))
    await writeFile(join(here, 'snapshot.json'), JSON.stringify({ schema: 'trefle/public-snapshot@1', at: '2026-11-01T03:00:00Z', indicators: [], commitments: [], defects: [], files: {} }))
    await expect(approve({ dataDir: join(folder, 'data'), varDir: join(folder, 'var'), id: '2026-11-01T030000Z' })).rejects.toMatchObject({ message: expect.stringContaining('n’a pas de pages à publier'), mend: expect.stringContaining('trefle run') })
  })

  it('is noted as nightly.yml names its place, and is published even when that cannot be noted', async () => {
    const here = join(folder, 'var', 'nightly', 'essai', '2026-11-01T030000Z')
    await mkdir(join(here, 'site', 'client'), { recursive: true })
    await writeFile(join(here, 'site', 'client', 'index.html'), 'neuf')
    const approved = () => approve({ dataDir: join(folder, 'data'), varDir: join(folder, 'var'), id: '2026-11-01T030000Z' })
    expect((await approved()).outcome).toBe('published')
    const published = join(folder, 'data', 'published.json')
    expect(JSON.parse(await readFile(published, 'utf8'))).toMatchObject({ to: '../www' })
    // The pages take the very place of the note.
    await writeFile(join(folder, 'data', 'nightly.yml'), 'publish: { to: folder, path: published.json }\n')
    expect(await approved()).toMatchObject({ outcome: 'published', steps: [{ outcome: 'done' }, { outcome: 'failed', notes: [expect.stringContaining('Les pages sont en ligne'), expect.anything()] }] })
  })
})
