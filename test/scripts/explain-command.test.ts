import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { drawnSeries } from '#lib/publish/publish'
import { archiveYears } from '#effects/record/archive-years'
import { compute, readPublicationInput } from '../../scripts/compute.ts'
import { explainIndicator, register } from '../../scripts/explain.ts'

const folderOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const now = '2026-11-22T12:00:00Z'
let folder = ''
const data = () => join(folder, 'data')

beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'trefle-explain-')) })
afterEach(() => rm(folder, { recursive: true, force: true }))

async function answerOf(...words: string[]): Promise<string> {
  const out = vi.spyOn(process.stdout, 'write').mockImplementation(() => true)
  const program = new Command()
  register(program)
  try {
    await program.parseAsync(['explain', ...words, '--data', data()], { from: 'user' })
    return out.mock.calls.map(([text]) => String(text)).join('')
  } finally { out.mockRestore() }
}

describe('an answer in a terminal', () => {
  it('holds nothing that the terminal would obey, whatever a note of the record says', async () => {
    await cp(folderOf('datasets/strasbourg'), data(), { recursive: true })
    const file = join(data(), 'observations', 'declared-figures', '2021.jsonl')
    await writeFile(file, (await readFile(file, 'utf8')).replace('Une édition, celle', 'Une \\u001b]0;autre titre\\u0007\\u001b[2J\\u202eédition, celle'))
    const [text, md] = [await answerOf('girls-can-code'), await answerOf('girls-can-code', '--format', 'md')]
    for (const answer of [text, md]) {
      expect(answer).toMatch(/Une .*édition, celle de juillet 2021/)
      expect(answer).not.toMatch(/[\u001b\u0007\u202e]/)
    }
    const json = await answerOf('girls-can-code', '--format', 'json')
    expect(JSON.stringify(JSON.parse(json))).toContain('[2J')
    expect(json).not.toMatch(/[\u001b\u0007\u202e]/)
  })
})

describe('a month whose detail was archived', () => {
  const archive = () => join(folder, 'villeneuve-2025.zip')
  const input = async () => (await readPublicationInput({ dataDir: data(), now })).input

  it('is explained by the archive that holds it, and wholly again when its files are back', async () => {
    await cp(folderOf('examples/villeneuve/data'), data(), { recursive: true })
    await compute({ dataDir: data(), now })
    const before = explainIndicator(await input(), 'page-weight', '2025-11-18')
    await archiveYears(data(), { before: '2026', file: archive(), at: now }, drawnSeries(await input()))
    const archived = await answerOf('page-weight', '--period', '2025-11-18')
    expect(archived).toMatch(/Chiffre publié avant l’archivage : [\d\u202f, ]+ B \[détail dans l’archive villeneuve-2025\.zip \(SHA-256 [0-9a-f]{64}\)/)
    expect(archived).toMatch(/Compté : 26 \[détail dans l’archive/)
    for (const [path, bytes] of Object.entries(unzipSync(await readFile(archive())))) if (/\d{4}\.jsonl$/.test(path)) await writeFile(join(data(), path), bytes)
    const { derivation, bounds, counts, value } = explainIndicator(await input(), 'page-weight', '2025-11-18')
    expect({ derivation, bounds, counts, value }).toEqual({ derivation: before.derivation, bounds: before.bounds, counts: before.counts, value: before.value })
  })
})
