import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { freeze, prepareTexts, readPresented, readSplit, readTexts, reenFolder } from '#effects/report/reen-files'
import { markdownBlocks } from '#effects/report/markdown-blocks'
import type { PresentedReport } from '#model/reen-report'
import { reenFrame } from '../../../report-builders.ts'

const aFolder = () => mkdtemp(join(tmpdir(), 'trefle-reen-'))
const presented: PresentedReport = { schema: 'trefle/reen-report@1', year: '2026', organisation: 'ville', on: '2026-11-22', figures: [], commitments: [] }
const documents = () => new Map([['bilan.html', new TextEncoder().encode('<p>présenté</p>')]])

it('prepares one text a theme, and never touches one that a person wrote', async () => {
  const folder = await aFolder()
  expect(await prepareTexts(folder, '2026', reenFrame)).toHaveLength(6)
  expect((await readTexts(folder, '2026', 'ville', reenFrame)).size).toBe(0)
  await writeFile(join(reenFolder(folder, '2026'), 'achats.md'), '## Ce qui a été fait\n\nDix **réparations**.\n')
  expect(await prepareTexts(folder, '2026', reenFrame)).toEqual([])
  expect((await readTexts(folder, '2026', 'ville', reenFrame)).get('achats')).toContainEqual({ kind: 'paragraph', content: [{ text: 'Dix ' }, { text: 'réparations', strong: true }, { text: '.' }] })
})

it('prefers the text that one organisation wrote for itself', async () => {
  const folder = await aFolder()
  await prepareTexts(folder, '2026', reenFrame)
  await writeFile(join(reenFolder(folder, '2026'), 'achats.ville.md'), 'Celui de la ville.')
  expect([...(await readTexts(folder, '2026', 'ville', reenFrame)).keys()]).toEqual(['achats'])
  expect((await readTexts(folder, '2026', 'metropole', reenFrame)).size).toBe(0)
})

it('takes no HTML from a text, and counts one that has only titles as not written', () => {
  expect(markdownBlocks('<script>x</script>\n\n## Titre')).toEqual([])
  expect(JSON.stringify(markdownBlocks('Un <b onclick="x">mot</b>.'))).not.toContain('onclick')
})

it('keeps what was presented to the byte, once, and refuses it when a byte changes', async () => {
  const folder = await aFolder()
  const archive = await freeze(folder, presented, documents())
  expect(await readPresented(folder, '2026', 'ville')).toEqual(presented)
  await expect(freeze(folder, presented, documents())).rejects.toThrow(/déjà archivé/)
  expect(await readFile(join(archive, 'bilan.html'), 'utf8')).toBe('<p>présenté</p>')
  await writeFile(join(archive, 'bilan.html'), '<p>corrigé</p>')
  await expect(readPresented(folder, '2026', 'ville')).rejects.toThrow(/bilan.html n’est plus ce qui a été présenté/)
})

it('refuses a rule whose shares do not make a whole', async () => {
  const folder = await aFolder()
  await prepareTexts(folder, '2026', reenFrame)
  const write = (share: number) => writeFile(join(reenFolder(folder, '2026'), 'split.yml'), `rule: agents\nsource: convention\nshares:\n  - { organisation: ville, share: 0.6 }\n  - { organisation: metropole, share: ${share} }\nindicators: [fleet-footprint]\n`)
  await write(0.3)
  await expect(readSplit(folder, '2026')).rejects.toThrow(/les parts doivent faire 1/)
  await write(0.4)
  expect((await readSplit(folder, '2026'))?.shares).toHaveLength(2)
})
