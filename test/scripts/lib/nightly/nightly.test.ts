import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { nightly } from '#effects/nightly/nightly'

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

  it('alerts those who asked for it, since nobody looks at night, and first puts back the pages of a swap that was cut', async () => {
    await writeFile(join(folder, 'data', 'seals.jsonl'), '{"schema":"trefle/seal@1","at":"2026-11-01T03:00:00Z","by":"pull","previous":null,"files":{"observations/parc/2026.jsonl":{"bytes":12,"sha256":"' + 'a'.repeat(64) + '"}}}\n')
    await expect(run()).rejects.toThrow('Le registre ne se tient pas')
    expect(posted).toMatchObject([{ failed: ['Le registre ne se tient pas : rien n’est lu ni publié.'], digest: 'Ce qui était public l’est toujours.' }])
    expect(await readFile(join(folder, 'www', 'index.html'), 'utf8')).toBe('ce qui était public')
  })
})
