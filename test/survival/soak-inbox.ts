import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createToken } from '#effects/inbox/tokens'
import { fuzzInbox } from './inbox-fuzz.ts'
import { startInboxServer } from './inbox-server.ts'
import type { Proof } from './soak.ts'

/** More than this, between a fifth of the requests and their end, is memory that is kept. */
const maxGrowthBytes = 64 * 1024 * 1024
/** Under so many requests the server is still warming up, and its memory says nothing. */
const enoughForMemory = 20_000

/** The fuzz of the inbox, over HTTP, on the server of a built dashboard. */
export const soakInbox: Proof = async ({ site, requests, seed }) => {
  const folder = await mkdtemp(join(tmpdir(), 'trefle-soak-'))
  const dates = { createdAt: new Date().toISOString(), expiresAt: new Date(Date.now() + 86_400_000).toISOString() }
  const made = (scopes: ('check' | 'audit-request' | 'bundle' | 'metrics')[]) => createToken(folder, { name: 'essai', scopes, hosts: ['www.ville.example'], commune: '67365', ...dates })
  const [sender, reader] = [await made(['check', 'audit-request', 'bundle']), await made(['metrics'])]
  const server = await startInboxServer(site, folder, { TREFLE_RATE_PER_MINUTE: '100000000' })
  const residentBytes = async () => {
    const text = await (await fetch(`${server.origin}/api/metrics`, { headers: { authorization: `Bearer ${reader.token}` } })).text()
    return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1])
  }
  try {
    let sent = 0
    const samples: number[] = []
    const send: typeof server.send = async (post) => {
      sent++
      if (sent % Math.ceil(requests / 10) === 0) samples.push(await residentBytes())
      return server.send(post)
    }
    const { byStatus, kept, lost, wrong } = await fuzzInbox({ folder, send, tokens: [sender.token, reader.token], requests, seed, now: () => new Date().toISOString() })
    const growthBytes = (samples.at(-1) ?? 0) - (samples[1] ?? 0)
    return { holds: lost.length + wrong.length === 0 && (requests < enoughForMemory || growthBytes <= maxGrowthBytes), figures: { requests: sent, byStatus, kept, lost: lost.length, wrong: wrong.slice(0, 20), residentMegabytes: samples.map((bytes) => Math.round(bytes / 1e6)), growthBytes } }
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
