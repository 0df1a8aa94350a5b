import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toRecord } from '#lib/record/record'
import { UsageError } from '#effects/command/errors'
import { sumOf } from '#effects/files/file-sum'
import { backUp, restore } from '#effects/record/backup'
import { sealRecord } from '#effects/record/seals'
import { openRecord } from '#effects/record/store'
import { aResult, aRun, aVisit } from '../../../record-builders.ts'

let folder = ''
const at = '2026-11-22T04:00:00Z'
const [data, archive, back] = [() => join(folder, 'data'), () => join(folder, 'sauvegarde.zip'), () => join(folder, 'reprise')]
const beside: Readonly<Record<string, string>> = { 'sources/Parc été 2026 (copie).csv': 'a;b\n', 'sources/.gitattributes': '*.csv -text\n', 'reports/reen/2026/inclusion.md': '## Ce qui a été fait\n' }

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trefle-backup-'))
  for (const path of ['sources', 'reports/reen/2026', 'publication']) await mkdir(join(data(), path), { recursive: true })
  await writeFile(join(data(), 'territory.yml'), 'id: essai\nname: Essai\ncontact: { email: numerique@essai.example, function: Numérique }\norganisations: [{ id: ville, name: Ville, kind: commune }]\n')
  await writeFile(join(data(), 'publication', 'territory.json'), '{}')
  for (const [path, text] of Object.entries(beside)) await writeFile(join(data(), path), text)
  const { page, findings } = toRecord(aVisit(), [aResult({ outcome: 'fail', findings: [{ message: 'Un écart.', references: [] }] })])
  const record = openRecord(data())
  await record.page(page, findings)
  await record.finish(aRun())
  await sealRecord(data(), 'audit', at)
  await backUp(data(), archive(), at)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

type Entries = Record<string, Uint8Array>
async function tampered(change: (entries: Entries) => void): Promise<void> {
  const entries = unzipSync(await readFile(archive()))
  change(entries)
  await writeFile(archive(), zipSync(entries))
}
const manifestIn = (entries: Entries) => JSON.parse(strFromU8(entries['backup.json'] ?? new Uint8Array())) as { schema: string; files: { path: string }[] }

describe('a backup', () => {
  it('gives back every file of a territory, whatever its name, but what is computed again', async () => {
    const { head } = await restore(archive(), back())
    expect(head).toMatch(/^[0-9a-f]{64}$/)
    for (const [path, text] of Object.entries(beside)) expect(await readFile(join(back(), path), 'utf8')).toBe(text)
    for (const path of ['results/portail/findings.jsonl', 'results/runs.jsonl', 'seals.jsonl', 'territory.yml']) expect(await readFile(join(back(), path), 'utf8')).toBe(await readFile(join(data(), path), 'utf8'))
    await expect(readdir(join(back(), 'publication'))).rejects.toThrow('ENOENT')
  })

  it.each<[string, (entries: Entries) => void, RegExp]>([
    ['has a file that changed', (entries) => { entries['results/runs.jsonl'] = strToU8('{}\n') }, /contient results\/runs\.jsonl modifié/],
    ['lost a file', (entries) => { delete entries['sources/Parc été 2026 (copie).csv'] }, /n’a plus sources\/Parc été/],
    ['has a file more', (entries) => { entries['sites.yml'] = strToU8('sites: []') }, /contient sites\.yml, que son manifeste ne nomme pas/],
    ['leads out of the folder', (entries) => { entries['../ailleurs.txt'] = strToU8('x') }, /contient un fichier inattendu, « \.\.\/ailleurs\.txt »/],
    ['leads to a drive', (entries) => { entries['C:/ailleurs.txt'] = strToU8('x') }, /contient un fichier inattendu/],
    ['lost its manifest', (entries) => { delete entries['backup.json'] }, /n’a pas de backup\.json/],
    ['has another manifest', (entries) => { entries['backup.json'] = strToU8('{"schema":"trefle/backup@1"}') }, /backup\.json qui ne suit pas son format/],
    ['comes from a later Trèfle', (entries) => { entries['backup.json'] = strToU8(JSON.stringify({ ...manifestIn(entries), schema: 'trefle/backup@2' })) }, /plus récent \(trefle\/backup@2\)/],
    ['holds a record that was rewritten, sums included', (entries) => {
      const text = strFromU8(entries['results/runs.jsonl'] ?? new Uint8Array()).replace('"trefle":"', '"trefle":"9')
      entries['results/runs.jsonl'] = strToU8(text)
      const manifest = manifestIn(entries)
      entries['backup.json'] = strToU8(JSON.stringify({ ...manifest, files: manifest.files.map((file) => (file.path === 'results/runs.jsonl' ? sumOf(file.path, strToU8(text)) : file)) }))
    }, /contient un registre qui ne se tient pas/],
  ])('that %s is refused, and nothing is written', async (_name, change, expected) => {
    await tampered(change)
    const refusal = await restore(archive(), back()).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(UsageError)
    expect((refusal as UsageError).message).toMatch(expected)
    expect((await readdir(folder)).sort()).toEqual(['data', 'sauvegarde.zip'])
  })

  it('is written over nothing, and restored over nothing', async () => {
    await expect(backUp(data(), archive(), at)).rejects.toThrow('existe déjà')
    await expect(restore(archive(), data())).rejects.toThrow('n’est pas vide')
  })
})
