import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createToken } from '#effects/inbox/tokens'
import { fuzzInbox } from './inbox-fuzz.ts'
import { startInboxServer } from './inbox-server.ts'

/** The long form of the fuzz of the inbox, over HTTP, on the server of a built dashboard. Exit code 1 when anything was lost, wrong, or grew. */
const { values } = parseArgs({ options: { site: { type: 'string', default: 'var/demo/site' }, requests: { type: 'string', default: '100000' }, seed: { type: 'string', default: '20261122' } } })
/** More than this, between a fifth of the requests and their end, is memory that is kept. */
const maxGrowthBytes = 64 * 1024 * 1024

const folder = await mkdtemp(join(tmpdir(), 'trefle-soak-'))
const dates = { createdAt: new Date().toISOString(), expiresAt: new Date(Date.now() + 86_400_000).toISOString() }
const made = (scopes: ('check' | 'audit-request' | 'bundle' | 'metrics')[]) => createToken(folder, { name: 'essai', scopes, hosts: ['www.ville.example'], commune: 'essai', ...dates })
const [sender, reader] = [await made(['check', 'audit-request', 'bundle']), await made(['metrics'])]
const server = await startInboxServer(values.site, folder, { TREFLE_RATE_PER_MINUTE: '100000000' })
const residentBytes = async () => {
  const text = await (await fetch(`${server.origin}/api/metrics`, { headers: { authorization: `Bearer ${reader.token}` } })).text()
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1])
}
try {
  const startedAt = Date.now()
  const requests = Number(values.requests)
  let sent = 0
  const samples: number[] = []
  const send: typeof server.send = async (post) => {
    sent++
    if (sent % Math.ceil(requests / 10) === 0) samples.push(await residentBytes())
    return server.send(post)
  }
  const { byStatus, kept, lost, wrong } = await fuzzInbox({ folder, send, tokens: [sender.token, reader.token], requests, seed: Number(values.seed), now: () => new Date().toISOString() })
  const growthBytes = (samples.at(-1) ?? 0) - (samples[1] ?? 0)
  process.stdout.write(`${JSON.stringify({ date: new Date().toISOString().slice(0, 10), machine: `${cpus().length} × ${cpus()[0]?.model ?? '?'}, Node ${process.version}`, seed: values.seed, requests: sent, seconds: Math.round((Date.now() - startedAt) / 1000), byStatus, kept, lost: lost.length, wrong: wrong.slice(0, 20), residentMegabytes: samples.map((bytes) => Math.round(bytes / 1e6)), growthBytes }, null, 1)}\n`)
  if (lost.length + wrong.length > 0 || growthBytes > maxGrowthBytes) process.exitCode = 1
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
