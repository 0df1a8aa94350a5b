import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keep, readDecisions, readItems } from '#effects/inbox/store'
import { answerVisits, waitingVisits } from '#effects/inbox/asked'
import { describeItem } from '#effects/inbox/describe-item'
import { checkSeals } from '#effects/record/seals'
import { readRecord } from '#effects/record/store'
import { packBundle } from '#effects/merge/bundle-file'
import { accept, wouldWrite } from '../../../../scripts/inbox.ts'
import { page } from '../../../lib/ci-reports/sample-report.ts'
import { aCheck, anInbox, send, type Town } from './inbox-builders.ts'

let town: Town
let data = ''
beforeEach(async () => {
  town = await anInbox()
  data = join(town.folder, 'record')
  await mkdir(data)
  await writeFile(join(data, 'territory.yml'), 'id: essai\nname: Essai\ncontact: { email: numerique@essai.example, function: Numérique }\norganisations: [{ id: ville, name: Ville, kind: commune }]\n')
  await writeFile(join(data, 'sites.yml'), "sites: [{ id: portail, name: Portail, url: 'https://www.ville.example/', organisation: ville, pages: [{ id: accueil, path: /, role: home }] }]\n")
})
afterEach(() => town.close())

describe('what the inbox holds', () => {
  it('is shown as the lines it would write, and writes none', async () => {
    const { token } = await town.token(['check'])
    await send(town, 'check', { token })
    const { items } = await readItems(town.folder)
    const diffs = await wouldWrite(data, town.folder, items)
    expect(diffs.map(({ path, removed }) => [path, removed])).toEqual([['results/portail/2026.jsonl', 0], ['results/portail/findings.jsonl', 0], ['results/runs.jsonl', 0]])
    expect((await readRecord(data)).runs).toEqual([])
  })

  it('is told in words: what each page came to, and which addresses would be left aside', async () => {
    const { token } = await town.token(['check'])
    await send(town, 'check', { token, body: JSON.stringify(aCheck({ at: '2026-11-22T10:00:00Z', pages: [page({ url: 'https://www.ville.example/' }), page({ url: 'https://www.ville.example/jamais-vue' })] })) })
    const [item] = (await readItems(town.folder)).items
    if (!item) throw new Error('nothing was kept')
    expect(await describeItem(town.folder, item, data)).toEqual([
      'fait le 2026-11-22 à 10:00 (UTC)', expect.stringMatching(/^https:\/\/www\.ville\.example\/, cold : \d+ écarts?, \d+ à vérifier, [1-9]\d* tenus?, \d+ inconnus?$/),
      'https://www.ville.example/jamais-vue, cold : non déclarée dans sites.yml, laissée de côté',
    ])
  })

  it('is told without a date when it has none, and each count agrees with its word', async () => {
    const { at: _at, ...undated } = aCheck({ pages: [page({ results: page().results.slice(0, 2) })] })
    await keep(town.folder, { id: 'abcdefgh0002', kind: 'check', receivedAt: '2026-11-22T12:00:00Z', token: null, run: null, bytes: Buffer.from(JSON.stringify(undated)) })
    const [item] = (await readItems(town.folder)).items
    if (!item) throw new Error('nothing was kept')
    expect(await describeItem(town.folder, item, data)).toEqual(['sans date', expect.stringMatching(/ : 1 écart, 0 à vérifier, 1 tenu, 0 inconnu$/)])
  })

  it('is named by its number when it cannot enter the record', async () => {
    const { token } = await town.token(['check'])
    await send(town, 'check', { token, body: JSON.stringify(aCheck({ pages: [page({ url: 'https://www.ville.example/jamais-vue' })] })) })
    const { items } = await readItems(town.folder)
    await expect(wouldWrite(data, town.folder, items)).rejects.toThrow(`L’envoi ${items[0]?.id.slice(0, 12) ?? ''} ne contient aucune page déclarée`)
  })

  it('is not chosen by a number without a letter or a figure, even when it is alone', async () => {
    const { token } = await town.token(['check'])
    await send(town, 'check', { token })
    await expect(accept(['«»'], { inbox: town.folder, data, done: false })).rejects.toThrow('ne désigne pas un seul envoi')
  })

  it('enters the record when a person accepts it, once, and older checks are then refused', async () => {
    const { token } = await town.token(['check'])
    await send(town, 'check', { token })
    const [item] = (await readItems(town.folder)).items
    await accept([item?.id ?? ''], { inbox: town.folder, data, done: false })
    expect((await readRecord(data)).runs).toHaveLength(1)
    expect(await checkSeals(data)).toMatchObject({ seals: 1, breaks: [], unsealed: [] })
    expect((await readDecisions(town.folder)).map(({ decision }) => decision)).toEqual(['accepted'])
    await expect(accept([item?.id ?? ''], { inbox: town.folder, data, done: false })).rejects.toThrow('a déjà sa décision')
    const earlier = await send(town, 'check', { token, run: 'passage-0002', body: JSON.stringify(aCheck({ at: '2026-11-22T09:00:00Z' })) })
    expect([earlier.status, earlier.body.reason]).toEqual([422, 'at : un contrôle plus récent est déjà accepté'])
  })
})

describe('the archives of a commune', () => {
  it('enter the record one after the other, with the figures that it published', async () => {
    await writeFile(join(data, 'territory.yml'), "id: metropole\nname: Métropole\ncontact: { email: numerique@essai.example, function: Numérique }\norganisations: [{ id: metropole, name: Métropole, kind: epci }, { id: bourg, name: Bourg, kind: commune, parent: metropole, code: '67043' }, { id: ville, name: Ville, kind: commune, parent: metropole, code: '67482' }]\n")
    await rm(join(data, 'sites.yml'))
    const commune = join(town.folder, 'commune')
    await mkdir(join(commune, 'publication'), { recursive: true })
    for (const [index, words] of ['premier', 'second'].entries()) {
      await writeFile(join(commune, 'publication', 'territory.json'), JSON.stringify({ words }))
      const { bytes } = await packBundle(commune, { id: 'mairie', name: 'Bourg', code: '67043' }, `2026-11-2${index}T10:00:00Z`)
      const id = `abcdefgh000${index + 2}`
      await keep(town.folder, { id, kind: 'bundle', receivedAt: `2026-11-2${index}T12:00:00Z`, token: null, run: null, bytes })
      await accept([id], { inbox: town.folder, data, done: false })
      expect(await readFile(join(data, 'communes', 'bourg', 'publication', 'territory.json'), 'utf8')).toContain(words)
    }
  })
})

describe('a request for a new audit', () => {
  const ask = async (...urls: string[]) => {
    const { token } = await town.token(['audit-request'], { hosts: ['www.ville.example'] })
    await send(town, 'audit-request', { token, body: JSON.stringify({ schema: 'trefle/audit-request@1', urls, reason: 'Le menu a été refait.' }) })
    return (await readItems(town.folder)).items.at(-1)?.id ?? ''
  }
  const visit = (startedAt: string, sites = ['portail']) => answerVisits(data, { run: '2030-01-01T000000Z', startedAt, sites }, startedAt)

  it('waits for the next visit of its site once a person accepts it, and is answered by that visit alone', async () => {
    const id = await ask('https://www.ville.example/', 'https://www.ville.example/#menu')
    expect(await waitingVisits(data)).toEqual([])
    await accept([id], { inbox: town.folder, data, done: false })
    expect(await waitingVisits(data)).toMatchObject([{ item: id, site: 'portail', run: null }])
    await visit('2020-01-01T00:00:00Z')
    await visit('2030-01-01T00:00:00Z', ['autre'])
    expect(await waitingVisits(data)).toHaveLength(1)
    await visit('2030-01-01T00:00:00Z')
    expect(await waitingVisits(data)).toEqual([])
    await expect(accept([id], { inbox: town.folder, data, done: false })).rejects.toThrow('a déjà sa décision')
  })

  it('is not accepted for an address that no visit would read, and nothing is written', async () => {
    const id = await ask('https://www.ville.example/jamais-vue')
    await expect(accept([id], { inbox: town.folder, data, done: false })).rejects.toMatchObject({ message: expect.stringContaining('n’est pas une page déclarée'), mend: expect.stringContaining('sites.yml') })
    expect([await waitingVisits(data), await readDecisions(town.folder)]).toEqual([[], []])
  })

  it('asks for nothing when a person says that it was carried out', async () => {
    await accept([await ask('https://www.ville.example/')], { inbox: town.folder, data, done: true })
    expect(await waitingVisits(data)).toEqual([])
    expect((await readDecisions(town.folder)).map(({ decision }) => decision)).toEqual(['done'])
  })
})
