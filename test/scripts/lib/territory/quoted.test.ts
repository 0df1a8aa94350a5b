import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { readQuoted } from '#effects/territory/quoted'
import { readDeclaredFolder } from '#effects/territory/territory'
import { aTerritory } from '../../../facts-builders.ts'

let dataDir = ''
const documents = [
  { id: 'page', title: 'Page officielle', publisher: 'Ville', on: null, readOn: '2026-11-22', evidence: 'official' },
  { id: 'blog', title: 'Texte non signé', publisher: 'Blog', on: '2025', readOn: '2026-11-22', evidence: 'to-confirm' },
]
const figure = { id: 'abonnes', theme: 'participer', label: 'Abonnés', stated: '14 000', value: 14_000, unit: 'count', metric: 'a.b', subject: 'ville', period: null, source: 'page', statedSource: null, quality: 'declared' }
const write = (name: string, value: unknown) => writeFile(join(dataDir, name), stringify(value))

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trefle-quoted-'))
  await Promise.all([write('territory.yml', aTerritory), write('documents.yml', { documents })])
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

describe('what a territory quotes', () => {
  it('is empty for a territory that quotes nothing', async () => {
    await rm(join(dataDir, 'documents.yml'))
    expect(await readQuoted(dataDir)).toEqual({ documents: [], figures: [], milestones: [] })
  })

  it('may not take the word of an unsigned text for a declared figure', async () => {
    await write('figures.yml', { figures: [{ ...figure, source: 'blog' }] })
    await expect(readQuoted(dataDir)).rejects.toMatchObject({ message: expect.stringMatching(/^figures\.yml, ligne \d+, figures\[1\]\.quality/), mend: expect.stringContaining('announced') })
    await write('figures.yml', { figures: [{ ...figure, source: 'blog', quality: 'announced' }] })
    expect((await readQuoted(dataDir)).figures).toHaveLength(1)
  })

  it('names only documents that are listed', async () => {
    await write('figures.yml', { figures: [{ ...figure, source: 'inconnu' }] })
    await expect(readQuoted(dataDir)).rejects.toMatchObject({ message: expect.stringContaining('« inconnu » n’existe pas dans documents.yml'), mend: expect.stringContaining('blog, page') })
  })

  it('gives a promise the title, the date and the worth of its document, and its actions the same', async () => {
    await write('commitments.yml', { commitments: [{ id: 'a', pillar: 'freedom', text: 'Participer.', source: 'blog', organisation: 'ville', function: 'Mission', actions: [{ id: 'b', title: 'Action', quote: 'mots' }] }] })
    const { commitments } = await readDeclaredFolder(dataDir)
    expect(commitments[0]?.source).toEqual({ title: 'Texte non signé', on: '2025', readOn: '2026-11-22', evidence: 'to-confirm' })
    expect(commitments[0]?.actions[0]?.source).toEqual(commitments[0]?.source)
  })
})
