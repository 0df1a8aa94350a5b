import { spawn } from 'node:child_process'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '#effects/network/free-port'
import type { Sender } from './inbox-fuzz.ts'

export type InboxServer = { origin: string; send: Sender; log(): string; stop(): Promise<void> }

/** A connection that was kept and that the server closed while it was taken again: nothing was read of the request. */
class StaleSocket extends Error {}

const sendOnce = (origin: string, agent: Agent, { route, body, headers }: Parameters<Sender>[0]): ReturnType<Sender> => new Promise((done, failed) => {
  const sent = request(`${origin}/api/${route}`, { method: 'POST', headers, agent }, (response) => {
    let text = ''
    response.on('data', (chunk: Buffer) => { text += chunk.toString() }).on('end', () => done({ status: response.statusCode ?? 0, text })).on('error', failed)
  })
  sent.on('error', (error) => failed(sent.reusedSocket ? new StaleSocket(error.message) : error))
  sent.end(body)
})

/** The server of a built dashboard (`<site>/server/entry.mjs`) as it is deployed, with an inbox of its own. */
export async function startInboxServer(site: string, inbox: string, environment: Record<string, string> = {}): Promise<InboxServer> {
  const port = await freePort()
  const child = spawn(process.execPath, [join(site, 'server', 'entry.mjs')], { env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), TREFLE_INBOX: inbox, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>((done) => child.on('close', () => done()))
  let log = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { log = (log + chunk.toString()).slice(-200_000) })
  const origin = `http://127.0.0.1:${port}`
  const agent = new Agent({ keepAlive: true, maxSockets: 32 })
  for (let tries = 0; ; tries++) {
    if (await fetch(`${origin}/api/health`).then(({ ok }) => ok, () => false)) break
    if (tries > 100 || child.exitCode !== null) throw new Error(`the server did not start: ${log}`)
    await pause(100)
  }
  return {
    origin, log: () => log,
    stop: async () => { agent.destroy(); child.kill(); await ended },
    send: (post) => sendOnce(origin, agent, post).catch((error: unknown) => { if (error instanceof StaleSocket) return sendOnce(origin, agent, post); throw error }),
  }
}
