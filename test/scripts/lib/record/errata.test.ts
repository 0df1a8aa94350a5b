import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { readErrata } from '#effects/record/errata'

const indicators = new Set(['fleet-footprint'])
const at = '2026-11-22T12:00:00Z'
let dataDir = ''
beforeEach(async () => { dataDir = await mkdtemp(join(tmpdir(), 'trefle-errata-')) })
const row = (id: string, more: Record<string, unknown> = {}) => ({ id, on: '2026-10-02', indicator: 'fleet-footprint', period: '2025', said: 12.4, is: 11.9, why: 'Un fichier compté deux fois.', ...more })
const write = (...errata: unknown[]) => writeFile(join(dataDir, 'errata.yml'), `errata:\n${errata.map((each) => `  - ${JSON.stringify(each)}\n`).join('')}`)
const publish = async () => { const { errata, keep } = await readErrata(dataDir, indicators, at); await keep(); return errata.map(({ id }) => id) }

describe('errata.yml', () => {
  it('is not needed, and then nothing is written', async () => {
    expect(await publish()).toEqual([])
    await expect(readFile(join(dataDir, 'errata.jsonl'))).rejects.toThrow('ENOENT')
  })

  it('is kept line by line as it is published, newest first on the page', async () => {
    await write(row('a'), row('b', { on: '2026-11-02', is: null }))
    expect(await publish()).toEqual(['b', 'a'])
    expect(await publish()).toEqual(['b', 'a'])
    expect((await readFile(join(dataDir, 'errata.jsonl'), 'utf8')).trim().split('\n').map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(['a', 'b'])
  })

  it('never takes back what it said', async () => {
    await write(row('a'), row('b'))
    await publish()
    await write(row('b'))
    await expect(publish()).rejects.toThrow('l’erratum « a », déjà publié, a changé ou a disparu')
    await write(row('a', { is: 12 }), row('b'))
    await expect(publish()).rejects.toThrow('l’erratum « a », déjà publié, a changé ou a disparu')
    await write(row('a'), row('b'), row('c', { said: 11.9, is: 11.8 }))
    expect(await publish()).toEqual(['a', 'b', 'c'])
  })

  it('is refused at its line for a figure that Trèfle does not know, or a name that is taken', async () => {
    await write(row('a', { indicator: 'parc' }))
    await expect(publish()).rejects.toThrow(/errata\.yml, ligne 2.*« parc » n’existe pas/)
    await write(row('a'), row('a'))
    await expect(publish()).rejects.toThrow(/errata\.yml, ligne 3.*déjà pris/)
  })
})
