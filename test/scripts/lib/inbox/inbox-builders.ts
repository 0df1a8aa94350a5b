import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KeptToken, TokenScope } from '#model/inbox'
import type { CheckReport } from '#lib/gate/check-report'
import { createMeters } from '#effects/inbox/meters'
import { inboxService, type InboxService, type InboxSettings, type Route } from '#effects/inbox/service'
import { createToken } from '#effects/inbox/tokens'
import { page, sampleReport } from '../../../lib/ci-reports/sample-report.ts'

export const now = '2026-11-22T10:05:00.000Z'
export const tools = { trefle: '0.1.0', node: '24.21.0', chromium: '156.0.1', lighthouse: '13.5.0', axe: '4.14.1', puppeteer: '25.16.0' }
export const aCheck = (over: Partial<CheckReport> = {}): CheckReport => sampleReport({ tool: tools, pages: [page({ url: 'https://www.ville.example/' })], ...over })

export type Town = { folder: string; service: InboxService; logged: object[]; token(scopes: readonly TokenScope[], over?: Partial<KeptToken>): Promise<{ token: string; kept: KeptToken }>; close(): Promise<void> }

/** An inbox in a folder of its own, at a fixed instant, without limit of rate unless it is given. */
export async function anInbox(over: Partial<InboxSettings> = {}): Promise<Town> {
  const folder = await mkdtemp(join(tmpdir(), 'trefle-inbox-'))
  const logged: object[] = []
  const log = { info: (line: object) => { logged.push(line) }, error: (line: object) => { logged.push(line) } } as InboxSettings['log']
  const open = { perMinute: 1e9, burst: 1e6 }
  return {
    folder, logged, service: inboxService({ folder, now: () => now, meters: createMeters(), log, rate: open, barrierRate: open, ...over }),
    token: (scopes, more = {}) => createToken(folder, { name: 'essai', scopes: [...scopes], hosts: ['www.ville.example'], commune: null, createdAt: '2026-11-01T00:00:00.000Z', expiresAt: '2027-01-01T00:00:00.000Z', ...more }),
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

export type Sending = { token?: string; run?: string; type?: string; sentAt?: string; body?: BodyInit; headers?: Record<string, string> }

export const aRequest = (route: string, { token, run = 'passage-0001', type = 'application/json', sentAt = now, body, headers = {} }: Sending): Request =>
  new Request(`http://127.0.0.1/api/${route}`, {
    method: 'POST', body: body ?? JSON.stringify(aCheck()), duplex: 'half',
    headers: { 'content-type': type, 'trefle-run': run, 'trefle-sent-at': sentAt, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
  } as RequestInit)

/** Status and body of what the service answers. */
export async function send({ service }: Town, route: Route, sending: Sending): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }> {
  const response = await service.answer(route, aRequest(route, sending), '192.0.2.1')
  return { status: response.status, body: JSON.parse(await response.text() || '{}') as Record<string, unknown>, headers: response.headers }
}
