import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { strToU8, zipSync } from 'fflate'
import { payloadFile, readItems } from '#effects/inbox/store'
import { revokeToken } from '#effects/inbox/tokens'
import { page } from '../../../lib/ci-reports/sample-report.ts'
import { aCheck, anInbox, aRequest, now, send, type Sending, type Town } from './inbox-builders.ts'

let town: Town
let token = ''
beforeEach(async () => {
  town = await anInbox()
  token = (await town.token(['check'])).token
})
afterEach(() => town.close())

const check = (sending: Sending = {}) => send(town, 'check', { token, ...sending })
const received = async () => (await readItems(town.folder)).items
const manyTimes = (chunk: Uint8Array, times: number) => {
  let left = times
  let cancelled = false
  return { body: new ReadableStream<Uint8Array>({ pull: (stream) => { if (left-- > 0) stream.enqueue(chunk); else stream.close() }, cancel: () => { cancelled = true } }), left: () => left, cancelled: () => cancelled }
}

describe('R41, who may send', () => {
  it('refuses no token, a wrong one, a revoked one and one that expired in the same words, and keeps nothing', async () => {
    const revoked = await town.token(['check'])
    await revokeToken(town.folder, revoked.kept.id, now)
    const expired = await town.token(['check'], { expiresAt: '2026-11-22T10:04:59.000Z' })
    const answers = await Promise.all([{}, { token: 'trefle_faux' }, { token: `trefle_${'A'.repeat(43)}` }, { token: revoked.token }, { token: expired.token }].map((sending) => send(town, 'check', sending)))
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401])
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect(await received()).toEqual([])
  })

  it('refuses a token for something else, and the pages of another organisation, in the same words', async () => {
    const [metrics, other] = [await town.token(['metrics']), await town.token(['check'], { hosts: ['www.autre.example'] })]
    const answers = [await check({ token: metrics.token }), await check({ token: other.token }), await send(town, 'check', {})]
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 401])
    expect(new Set(answers.map(({ body }) => body.reason)).size).toBe(1)
    expect(await received()).toEqual([])
  })

  it('counts what was refused, in figures that only a token of their own opens', async () => {
    await check({ token: 'trefle_faux' })
    const reader = await town.token(['metrics'])
    const figures = (bearer: string) => town.service.answer('metrics', new Request('http://127.0.0.1/api/metrics', { headers: { authorization: `Bearer ${bearer}` } }), '192.0.2.9')
    expect(await (await figures(reader.token)).text()).toContain('trefle_inbox_requests_total{route="check",status="401"} 1')
    expect((await figures(token)).status).toBe(403)
  })

  it('keeps of a token its hash alone', async () => {
    const text = await readFile(join(town.folder, 'tokens.json'), 'utf8')
    expect(text).not.toContain(token)
    expect(text).toContain(createHash('sha256').update(token).digest('hex'))
  })
})

describe('R42, how much may be sent', () => {
  it('refuses a body without length at its cap, lets go of what follows and cuts it where it does not end', async () => {
    const sent = manyTimes(new Uint8Array(1024 * 1024).fill(32), 100)
    expect((await check({ body: sent.body })).status).toBe(413)
    await vi.waitFor(() => expect(sent.cancelled()).toBe(true))
    expect(sent.left()).toBeGreaterThan(55)
  })

  it('keeps nothing of what says that it is too long, and lets go of it, so that its sender reads why', async () => {
    const sent = manyTimes(new Uint8Array(1024), 10)
    expect((await check({ body: sent.body, headers: { 'content-length': '104857600' } })).status).toBe(413)
    await vi.waitFor(() => expect(sent.left()).toBeLessThan(1))
    expect(await received()).toEqual([])
  })

  it('lets go of what follows a refusal that needed no body: a proxy that still sends would say in its own words that the service is broken', async () => {
    const sent = manyTimes(new Uint8Array(1024), 10)
    expect((await check({ token: 'trefle_inconnu', body: sent.body })).status).toBe(401)
    await vi.waitFor(() => expect(sent.left()).toBeLessThan(1))
  })

  it('refuses what is compressed, and a million tiny objects', async () => {
    expect((await check({ headers: { 'content-encoding': 'gzip' } })).status).toBe(415)
    expect((await check({ body: `[${'{},'.repeat(1_000_000)}{}]` })).status).toBe(400)
    expect(await received()).toEqual([])
  })
})

describe('R43, what is sent as JSON', () => {
  const text = JSON.stringify(aCheck())
  it.each([
    ['another type', { type: 'text/plain' }, 415], ['the form of another page', { type: 'application/x-www-form-urlencoded' }, 415], ['another charset', { type: 'application/json; charset=latin1' }, 415], ['two charsets, one of them right', { type: 'application/json; charset="utf-8"; charset=latin1' }, 415],
    ['JSON that is cut', { body: text.slice(0, -10) }, 400], ['a name given twice', { body: `{"schema":"trefle/check@1",${text.slice(1)}` }, 400], ['a name written twice another way', { body: `{"\\u0073chema":"x",${text.slice(1)}` }, 400],
    ['ten thousand levels', { body: '['.repeat(10_000) + ']'.repeat(10_000) }, 400], ['NaN', { body: '{"a":NaN}' }, 400], ['a byte order mark', { body: `\uFEFF${text}` }, 400],
    ['bytes that are not UTF-8', { body: new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]) }, 400], ['nothing', { body: '' }, 400],
  ])('refuses %s', async (_name, sending, status) => {
    const answer = await check(sending)
    expect(answer.status).toBe(status)
    expect(String(answer.body.reason).length).toBeGreaterThan(5)
    expect(await received()).toEqual([])
  })
})

it('R43: takes UTF-8 by any of its names in a header (RFC 9110, section 8.3.1)', async () => {
  for (const [index, charset] of ['utf-8', 'UTF-8', '"utf-8"'].entries()) expect((await check({ run: `passage-${index}000`, type: `application/json; charset=${charset}` })).status).toBe(201)
})

describe('R44, what a check may say', () => {
  const [first] = aCheck().pages
  const withMeasure = (value: number, unit: 'score' | 'count') => aCheck({ pages: [page({ url: 'https://www.ville.example/', results: [{ audit: 'sobriety/ecoindex', method: 1, outcome: 'pass', measure: { value, unit }, findings: [] }] })] })
  it.each([
    ['a field that is unknown', { ...aCheck(), surprise: 1 }], ['one that is deep inside', { ...aCheck(), pages: [{ ...first, surprise: 1 }] }], ['a score of 101', withMeasure(101, 'score')],
    ['a negative count', withMeasure(-1, 'count')], ['a date in 2099', aCheck({ at: '2099-01-01T00:00:00Z' })], ['no date', { ...aCheck(), at: undefined }], ['no page', aCheck({ pages: [] })], ['another document', { schema: 'autre' }],
  ])('refuses %s', async (_name, report) => {
    expect((await check({ body: JSON.stringify(report) })).status).toBe(422)
    expect(await received()).toEqual([])
  })

  it('refuses names to which JavaScript gives a meaning, and no object takes them', async () => {
    for (const name of ['__proto__', 'constructor', '\\u005f_proto__']) expect((await check({ body: `{"${name}":{"polluted":1},${JSON.stringify(aCheck()).slice(1)}` })).status).toBe(400)
    expect('polluted' in {}).toBe(false)
  })
})

describe('R45, names that would be paths', () => {
  it.each(['../../etc', '%2e%2e%2f', 'a'.repeat(500), '....////', 'court'])('refuses the run %s', async (run) => {
    expect((await check({ run })).status).toBe(422)
    expect((await readdir(town.folder)).sort()).toEqual(['tokens.json'])
  })

  it('builds no path from an address of a page', async () => {
    for (const url of ['../../etc', 'file:///etc/passwd', 'https://u:p@www.ville.example/']) expect((await check({ body: JSON.stringify(aCheck({ pages: [page({ url })] })) })).status).toBe(422)
  })
})

describe('R46, the same sent again', () => {
  it('is one sending, whenever it comes within the window', async () => {
    expect([(await check()).status, (await check()).status]).toEqual([201, 200])
    const [item, ...others] = await received()
    expect(others).toEqual([])
    if (!item) throw new Error('nothing was kept')
    expect(JSON.parse(await readFile(payloadFile(town.folder, item), 'utf8'))).toEqual(aCheck())
  })

  it('is refused the next day, or with another content', async () => {
    await check()
    expect((await check({ sentAt: '2026-11-21T10:00:00Z' })).status).toBe(409)
    expect((await check({ sentAt: '2026-11-23T10:00:00Z' })).status).toBe(409)
    expect((await check({ body: JSON.stringify(aCheck({ at: '2026-11-22T10:01:00Z' })) })).status).toBe(409)
    expect(await received()).toHaveLength(1)
  })

  it('keeps two runs that come at once, and one that comes ten times at once', async () => {
    const statuses = (await Promise.all([...Array.from({ length: 10 }, () => check()), check({ run: 'passage-0002' })])).map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(2)
    expect(statuses.filter((status) => status === 200)).toHaveLength(9)
    expect(await received()).toHaveLength(2)
  })
})

describe('R47, a disk that fails', () => {
  it('answers that it keeps nothing, says why in the log alone, and is not ready', async () => {
    await rename(town.folder, `${town.folder}.away`)
    await writeFile(town.folder, '')
    expect((await check()).status).toBe(503)
    expect((await town.service.answer('ready', new Request('http://127.0.0.1/api/ready'), 'x')).status).toBe(503)
    expect((await town.service.answer('health', new Request('http://127.0.0.1/api/health'), 'x')).status).toBe(200)
    expect(JSON.stringify(town.logged)).toContain('EEXIST')
    await rm(`${town.folder}.away`, { recursive: true })
  })

  it('puts a damaged item aside and reads the others', async () => {
    await check()
    await check({ run: 'passage-0002' })
    const [name = ''] = await readdir(join(town.folder, 'items', 'check'))
    await writeFile(join(town.folder, 'items', 'check', name), '{"schema":"tref')
    const { items, quarantined } = await readItems(town.folder)
    expect([items.length, quarantined]).toEqual([1, [`check-${name}`]])
    expect(await readdir(join(town.folder, 'quarantine'))).toEqual([`check-${name}`])
  })

  it('takes what the disk refuses to read for a failure, never for damage to put aside', async () => {
    await mkdir(join(town.folder, 'items', 'check', 'a0123456789b.json'), { recursive: true })
    await expect(readItems(town.folder)).rejects.toMatchObject({ code: 'EISDIR' })
  })

  it('takes tokens that cannot be read for a failure, never for an open door', async () => {
    await writeFile(join(town.folder, 'tokens.json'), '{"schema":')
    expect((await check()).status).toBe(503)
  })
})

describe('R48, a flood', () => {
  it('answers 429 and how long to wait to one sender, and serves the others', async () => {
    const flooded = await anInbox({ rate: { perMinute: 60, burst: 5 } })
    const statuses = await Promise.all(Array.from({ length: 200 }, () => send(flooded, 'check', { token: 'trefle_faux' })))
    expect(statuses.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(statuses.filter(({ status, headers }) => status === 429 && Number(headers.get('retry-after')) > 0)).toHaveLength(195)
    expect((await flooded.service.answer('check', aRequest('check', {}), '192.0.2.77')).status).toBe(401)
    await flooded.close()
  })
})

describe('what else a token sends', () => {
  const bundle = (code: string) => zipSync({ 'manifest.json': strToU8(JSON.stringify({ schema: 'trefle/bundle@1', kind: 'record', commune: { id: 'ville', name: 'Ville', code }, at: '2026-11-22T10:00:00Z', files: [{ path: 'sites.yml', bytes: 3, sha256: 'a'.repeat(64) }], sum: 'a'.repeat(64) })), 'sites.yml': strToU8('a: 1') })

  it('is the archive of its own commune, and no other, whatever that one calls itself', async () => {
    const { token } = await town.token(['bundle'], { commune: '67365' })
    const give = (body: Uint8Array<ArrayBuffer>, run: string) => send(town, 'bundle', { token, run, type: 'application/zip', body })
    expect((await give(new Uint8Array(bundle('67365')), 'archive-1')).status).toBe(201)
    expect((await give(new Uint8Array(bundle('67043')), 'archive-2')).status).toBe(403)
    expect((await give(new Uint8Array([1, 2, 3]), 'archive-3')).status).toBe(422)
    expect((await received()).map(({ kind }) => kind)).toEqual(['bundle'])
  })

  it('is a request to audit its own hosts again', async () => {
    const { token } = await town.token(['audit-request'])
    const ask = (urls: readonly string[], run: string) => send(town, 'audit-request', { token, run, body: JSON.stringify({ schema: 'trefle/audit-request@1', urls, reason: 'Nouveau gabarit' }) })
    expect((await ask(['https://www.ville.example/agenda'], 'demande-1')).status).toBe(201)
    expect((await ask(['https://www.autre.example/'], 'demande-2')).status).toBe(403)
    expect((await ask(['javascript:alert(1)'], 'demande-3')).status).toBe(422)
  })
})

describe('the log of the service', () => {
  it('has neither the sender nor what was sent', async () => {
    await check({ headers: { 'user-agent': 'agent-secret' } })
    const text = JSON.stringify(town.logged)
    expect(text).toContain('"route":"check"')
    for (const secret of ['192.0.2.1', 'agent-secret', token, 'ville.example']) expect(text).not.toContain(secret)
  })
})
