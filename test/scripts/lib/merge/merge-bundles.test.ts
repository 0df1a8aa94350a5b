import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { canonical } from '#lib/record/canonical'
import { packBundle } from '#effects/merge/bundle-file'
import { mergeBundles, readMerged } from '#effects/merge/merge-bundles'
import { aMetropolis } from '../../../report-builders.ts'

const bourg = { id: 'mairie', name: 'Bourg', code: '67043' }
const fact = (value: number, period = '2026') => `${canonical({ metric: 'help.sessions', subject: 'mairie', period, value, unit: 'count', quality: 'declared', source: 'a', at: '2026-11-01T00:00:00Z', dimensions: {} })}\n`
const aFolder = () => mkdtemp(join(tmpdir(), 'trefle-merge-'))

/** The folder of a commune with these lines of history. */
async function aCommune(lines: string): Promise<string> {
  const folder = await aFolder()
  await mkdir(join(folder, 'observations', 'declared-figures'), { recursive: true })
  await writeFile(join(folder, 'observations', 'declared-figures', '2026.jsonl'), lines)
  await writeFile(join(folder, 'sources.yml'), 'sources: []\n')
  return folder
}
const packed = async (lines: string, at = '2026-11-22T10:00:00Z', commune = bourg) => (await packBundle(await aCommune(lines), commune, at)).bytes
const merge = (folder: string, ...bytes: Uint8Array[]) => mergeBundles(folder, aMetropolis, bytes.map((each, index) => ({ name: `${index}.zip`, bytes: each })))
const outcomes = async (folder: string, ...bytes: Uint8Array[]) => (await merge(folder, ...bytes)).map(({ commune, outcome }) => `${commune} ${outcome}`)
const history = (folder: string) => readFile(join(folder, 'communes', 'bourg', 'observations', 'declared-figures', '2026.jsonl'), 'utf8')
/** The bundle with one file changed, added or (null) taken away. */
const tampered = (bytes: Uint8Array, path: string, content: string | null) => {
  const entries = unzipSync(bytes)
  const { [path]: _gone, ...others } = entries
  return zipSync(content === null ? others : { ...others, [path]: strToU8(content) })
}

describe('the merge of the records of communes', () => {
  it('knows a commune by its Insee code, whatever it calls itself', async () => {
    const folder = await aFolder()
    expect(await outcomes(folder, await packed(fact(8)))).toEqual(['bourg added'])
    expect(await history(folder)).toBe(fact(8))
  })

  it('changes nothing the second time, even when the same record was exported again', async () => {
    const folder = await aFolder()
    await merge(folder, await packed(fact(8)))
    const before = (await stat(join(folder, 'communes', 'bourg'))).mtimeMs
    expect(await outcomes(folder, await packed(fact(8), '2026-11-23T10:00:00Z'))).toEqual(['bourg unchanged'])
    expect((await stat(join(folder, 'communes', 'bourg'))).mtimeMs).toBe(before)
  })

  it('ends with the newest record, in whatever order the files come', async () => {
    const [older, newer] = [await packed(fact(8)), await packed(fact(8) + fact(9, '2026-02'), '2026-11-23T10:00:00Z')]
    const [oneWay, otherWay, apart] = [await aFolder(), await aFolder(), await aFolder()]
    await merge(oneWay, older, newer)
    await merge(otherWay, newer, older)
    await merge(apart, newer)
    expect(await outcomes(apart, older)).toEqual(['bourg older'])
    expect([await history(oneWay), await history(otherWay), await history(apart)]).toEqual(Array(3).fill(fact(8) + fact(9, '2026-02')))
  })

  it('refuses a file that was changed, added or taken away, and writes nothing', async () => {
    const folder = await aFolder()
    const bytes = await packed(fact(8))
    const path = 'observations/declared-figures/2026.jsonl'
    await expect(merge(folder, tampered(bytes, path, fact(80)))).rejects.toThrow(`contient ${path} modifié`)
    await expect(merge(folder, tampered(bytes, path, null))).rejects.toThrow(`n’a plus ${path}`)
    await expect(merge(folder, tampered(bytes, 'observations/declared-figures/2027.jsonl', ''))).rejects.toThrow('que son manifeste ne nomme pas')
    await expect(merge(folder, tampered(bytes, '../../evil.yml', 'x'))).rejects.toThrow('fichier inattendu')
    await expect(merge(folder, tampered(bytes, 'sources.yml', 'sources: []'))).rejects.toThrow('fichier inattendu')
    await expect(merge(folder, strToU8('PK'))).rejects.toThrow('n’est pas une archive ZIP lisible')
    await expect(stat(join(folder, 'communes'))).rejects.toThrow()
  })

  it('refuses a manifest whose commune was changed', async () => {
    const bytes = await packed(fact(8))
    const manifest = new TextDecoder().decode(unzipSync(bytes)['manifest.json']).replace('67043', '67482')
    await expect(merge(await aFolder(), tampered(bytes, 'manifest.json', manifest))).rejects.toThrow('manifeste modifié')
  })

  it('names the file of a history that was rewritten, and keeps what was known', async () => {
    const folder = await aFolder()
    await merge(folder, await packed(fact(8)))
    await expect(merge(folder, await packed(fact(7), '2026-11-23T10:00:00Z'))).rejects.toThrow('observations/declared-figures/2026.jsonl ne continue pas')
    expect(await history(folder)).toBe(fact(8))
  })

  it('writes none when one of several is refused', async () => {
    const folder = await aFolder()
    await expect(merge(folder, await packed(fact(8)), await packed(fact(8), '2026-11-23T10:00:00Z', { ...bourg, code: '75056' }))).rejects.toThrow('n’est pas une commune de Métropole')
    expect(await readMerged(folder, 'bourg')).toBeNull()
  })

  it('sees that a merged file was changed by hand', async () => {
    const folder = await aFolder()
    await merge(folder, await packed(fact(8)))
    await writeFile(join(folder, 'communes', 'bourg', 'observations', 'declared-figures', '2026.jsonl'), fact(80))
    await expect(readMerged(folder, 'bourg')).rejects.toThrow('modifié')
  })

  it('never shares how a town reaches its servers', async () => {
    expect(Object.keys(unzipSync(await packed(fact(8)))).sort()).toEqual(['manifest.json', 'observations/declared-figures/2026.jsonl'])
  })

  it('gives the same bytes for the same record', async () => {
    const folder = await aCommune(fact(8))
    const copy = await aFolder()
    await cp(folder, copy, { recursive: true })
    const [one, other] = await Promise.all([folder, copy].map((each) => packBundle(each, bourg, '2026-11-22T10:00:00Z')))
    expect(one).toEqual(other)
    await rm(copy, { recursive: true })
  })
})
