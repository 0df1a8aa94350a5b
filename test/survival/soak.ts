import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import memory from '#effects/bench/memory'
import { killAtRandom } from './random-kills.ts'
import { soakInbox } from './soak-inbox.ts'
import { killBackup, killCompact, killPull } from './write-kills.ts'

/** All long proofs, one after the other, each in one JSON text on stdout; `--short` is what CI runs of them. Exit code 1 when one does not hold. */
export type ProofOptions = { site: string; requests: number; pages: number; kills: number; /** Writes of each verb at which it is killed, at most. */ writes: number; seed: number }
export type Proof = (options: ProofOptions) => Promise<{ holds: boolean; figures: object }>

/** Past a first page, a worker and its browser hold as much at the end as at the start, and never more than a gigabyte (docs/decisions/0015-speed.md). */
const soakPages: Proof = async ({ pages }) => {
  const { figures } = await memory.run({ addresses: [], pages })
  const value = (name: string) => figures.find((figure) => figure.name === name)?.value ?? NaN
  const growth = value('dernières / premières')
  return { holds: value('pages') === pages && growth >= 0.9 && growth <= 1.1 && value('au plus') < 1000, figures: Object.fromEntries(figures.map((figure) => [figure.name, figure.value])) }
}

const soakKills: Proof = async ({ kills, seed }) => {
  const found = await killAtRandom({ seed, kills, pages: Math.max(6, 2 * kills), longestMs: 15_000 })
  return { holds: found.wrong.length === 0 && found.kills > 0, figures: found }
}

const soakWrites: Proof = async ({ writes }) => {
  const found = { pull: await killPull(writes), compact: await killCompact(writes), 'backup and restore': await killBackup(writes) }
  return { holds: Object.values(found).every(({ changes, moments, kills, wrong }) => kills > 0 && kills === moments && (writes < Infinity || kills === changes) && wrong.length === 0), figures: found }
}

const proofs: Readonly<Record<string, Proof>> = { inbox: soakInbox, pages: soakPages, kills: soakKills, writes: soakWrites }
const long = { requests: 100_000, pages: 500, kills: 50, writes: Infinity }
const short = { requests: 2_000, pages: 20, kills: 3, writes: 4 }

const { values } = parseArgs({
  options: { only: { type: 'string', default: Object.keys(proofs).join(',') }, short: { type: 'boolean', default: false }, site: { type: 'string', default: 'var/demo/site' }, requests: { type: 'string' }, pages: { type: 'string' }, kills: { type: 'string' }, seed: { type: 'string', default: '20261122' } },
})
const numbers = values.short ? short : long
const options: ProofOptions = { site: values.site, seed: Number(values.seed), requests: Number(values.requests ?? numbers.requests), pages: Number(values.pages ?? numbers.pages), kills: Number(values.kills ?? numbers.kills), writes: numbers.writes }
for (const name of values.only.split(',')) {
  const proof = proofs[name]
  if (proof === undefined) throw new Error(`--only takes ${Object.keys(proofs).join(', ')}, not ${name}`)
  const startedAt = Date.now()
  const { holds, figures } = await proof(options)
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? '?'}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1) ?? '?'}`
  process.stdout.write(`${JSON.stringify({ proof: name, holds, date: new Date().toISOString().slice(0, 10), machine, seed: options.seed, seconds: Math.round((Date.now() - startedAt) / 1000), ...figures }, null, 1)}\n`)
  if (!holds) process.exitCode = 1
}
