import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pushCheck } from '#effects/inbox/push'
import { readItems } from '#effects/inbox/store'
import { aCheck, anInbox, type Town } from './inbox-builders.ts'

let town: Town
let url = ''
/** Statuses answered before the service itself is asked. */
let failures: number[] = []
let seen: (string | undefined)[] = []
const server = createServer((request, response) => {
  seen.push(request.headers['trefle-run'] as string | undefined)
  const failure = failures.shift()
  if (failure !== undefined) { request.resume(); response.writeHead(failure, failure === 302 ? { location: 'http://127.0.0.1:1/' } : {}).end(); return }
  const asked = new Request(`http://127.0.0.1${request.url ?? '/'}`, { method: 'POST', headers: request.headers as Record<string, string>, body: Readable.toWeb(request), duplex: 'half' } as RequestInit)
  void town.service.answer('check', asked, '127.0.0.1').then(async (answer) => response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text()))
})
beforeEach(async () => {
  failures = []
  seen = []
  town = await anInbox({ now: () => new Date().toISOString() })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/trefle`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
  await town.close()
})

const body = JSON.stringify(aCheck())
const push = (token: string | undefined) => pushCheck({ url, token, body, waits: [1, 1] })
const openToken = async () => (await town.token(['check'], { expiresAt: '2099-01-01T00:00:00.000Z' })).token

describe('a check that is pushed', () => {
  it('is kept once, however often it is sent', async () => {
    const token = await openToken()
    expect([await push(token), await push(token)]).toEqual([null, null])
    expect((await readItems(town.folder)).items).toHaveLength(1)
  })

  it('is sent again under the same run when the service fails for a while', async () => {
    failures = [503, 429]
    expect(await push(await openToken())).toBeNull()
    expect(seen).toHaveLength(3)
    expect(new Set(seen).size).toBe(1)
  })

  it('is not sent again when it is refused, and the person is told why', async () => {
    expect(await push(`trefle_${'A'.repeat(43)}`)).toContain('TREFLE_TOKEN')
    expect(seen).toHaveLength(1)
  })

  it('says that the service does not answer after three attempts, and that a token is missing before any', async () => {
    failures = [500, 500, 500]
    expect(await push(await openToken())).toContain('après 3 essais')
    expect(await push(undefined)).toContain('trefle token create')
    expect(seen).toHaveLength(3)
  })

  it('does not take its token to where a redirect points', async () => {
    failures = [302]
    expect(await push(await openToken())).toContain('302')
    expect(seen).toHaveLength(1)
  })
})
