import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BarrierReport } from '#model/inbox'
import { decide, payloadFile, readItems } from '#effects/inbox/store'
import { anInbox, type Town } from './inbox-builders.ts'

let town: Town
beforeEach(async () => { town = await anInbox() })
afterEach(() => town.close())

const post = (fields: Record<string, string> | string, headers: Record<string, string> = {}) =>
  town.service.answer('barrier', new Request('http://127.0.0.1/api/barrier', { method: 'POST', body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } }), '192.0.2.1')
const status = (query: string, accept = 'application/json') => town.service.answer('barrier-status', new Request(`http://127.0.0.1/api/barrier${query}`, { headers: { accept } }), '192.0.2.1')
const fields = { page: 'https://www.ville.example/', task: 'Prendre rendez-vous', tool: 'NVDA' }

describe('a resident who meets a barrier', () => {
  it('gets a number, and a page that says where it stands without any script', async () => {
    const answer = await post(fields, { accept: 'text/html', 'sec-fetch-site': 'same-origin' })
    expect(answer.status).toBe(303)
    const place = answer.headers.get('location') ?? ''
    const page = await (await status(place.replace('barrier', ''), 'text/html')).text()
    expect(page).toContain('Reçu le 22\u00a0novembre 2026')
    expect(page).not.toContain('Prendre rendez-vous')
    expect(page).not.toMatch(/<script|style=/)
  })

  it('reads the answer under the number, as it is said aloud or typed', async () => {
    const { number } = await (await post(fields)).json() as { number: string }
    const [item] = (await readItems(town.folder)).items
    await decide(town.folder, { item: item?.id ?? '', kind: 'barrier', at: '2026-11-26T10:05:00.000Z', decision: 'done', words: 'Le bouton <b>a</b> un nom.' })
    expect(await (await status(`?number=${number.toLowerCase().replaceAll('-', ' ')}`)).json()).toMatchObject({ number, state: 'done', answer: 'Le bouton <b>a</b> un nom.', summary: { received: 1, open: 0, settled: 1, medianDays: 4 } })
    expect(await (await status(`?number=${number}`, 'text/html')).text()).toContain('&lt;b&gt;a&lt;/b&gt;')
  })

  it('learns that the delay is unknown as long as nothing was settled, never that it is 0', async () => {
    await post(fields)
    expect(await (await status('')).json()).toEqual({ received: 1, open: 1, settled: 0, medianDays: null })
  })

  it.each([['2026-11-22T11:00:00.000Z', 'moins d’un jour'], ['2026-11-23T11:00:00.000Z', '1\u00a0jour '], ['2026-11-26T10:05:00.000Z', '4\u00a0jours ']])('reads the delay as it is: answered on %s, %s', async (at, words) => {
    const { number } = await (await post(fields)).json() as { number: string }
    await decide(town.folder, { item: number.toLowerCase().replaceAll('-', ''), kind: 'barrier', at, decision: 'done', words: null })
    expect(await (await status(`?number=${number}`, 'text/html')).text()).toMatch(new RegExp(`Délai médian de réponse[\\s\u00a0\u202f]*: ${words}`))
  })

  it('is not told of a number that was not given', async () => {
    expect((await status('?number=2222-2222-2222')).status).toBe(404)
  })

  it('writes what only people who answer will read, without what a terminal obeys', async () => {
    await post({ ...fields, task: 'Voir \u001B[31mle\u202E plan' })
    const [item] = (await readItems(town.folder)).items
    if (!item) throw new Error('nothing was kept')
    expect(BarrierReport.parse(JSON.parse(await readFile(payloadFile(town.folder, item), 'utf8')))).toEqual({ ...fields, task: 'Voir le plan' })
  })

  it.each([
    ['the form of another site', fields, { 'sec-fetch-site': 'cross-site' }, 403], ['JSON', '{}', { 'content-type': 'application/json' }, 415], ['an unknown field', { ...fields, email: 'a@b.example' }, {}, 422],
    ['a field given twice', 'task=lire&task=ecouter&page=&tool=', {}, 422], ['no word', { ...fields, task: '' }, {}, 422], ['a book', { ...fields, task: 'a'.repeat(20_000) }, {}, 413],
  ])('cannot send %s', async (_name, sent, headers, expected) => {
    expect((await post(sent, headers)).status).toBe(expected)
    expect((await readItems(town.folder)).items).toEqual([])
  })
})
