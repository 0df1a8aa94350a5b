import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Evidence } from '#model/evidence'
import type { LoadJob } from '#audits/gather/load'
import { UsageError } from '../command/errors.ts'
import { writeEvidence } from '../visits/evidence-store.ts'
import { loadBench, measure, type MeasureOptions } from '../visits/measure.ts'
import { memoryUnder, totalBytes } from '../visits/memory.ts'
import type { BenchPages } from './bench-pages.ts'
import { watchCpu } from './process-cpu.ts'

export type Speed = { pages: number; wallSeconds: number; cpuSeconds: number | null }

/** Four loads at once, as the goals of speed are set, and the workers of a visit (options.ts); all artifacts, so every audit of every pillar is judged. */
export function engineOptions({ isOurs }: Pick<BenchPages, 'isOurs'>): MeasureOptions {
  return {
    run: 'bench', workers: 6, perHost: () => 4, guard: { allowPrivate: isOurs, fixtures: null }, spkiHashes: [], deadlineMs: 90_000, contact: benchContact(isOurs), quiet: true,
  }
}

/** Who answers for the visits; the example town needs nobody. Throws a UsageError when sites of others would be visited without a contact. */
export function benchContact(isOurs: boolean): string {
  const contact = process.env.TREFLE_CONTACT ?? (isOurs ? 'https://www.villeneuve.example/contact/' : undefined)
  if (contact === undefined) throw new UsageError('Un banc sur de vrais sites annonce une adresse de contact.', 'Donnez-la dans TREFLE_CONTACT, par exemple TREFLE_CONTACT=mailto:numerique@ville.fr.')
  return contact
}

/** Loads, judges and writes these pages as `trefle audit` does; `cpuSeconds` is of this process and of everything under it but the server of the town. */
export async function runEngine(jobs: readonly LoadJob[], pages: BenchPages, change: Partial<MeasureOptions> = {}): Promise<Speed & { evidences: Evidence[] }> {
  const bench = await loadBench(null)
  const folder = await mkdtemp(join(tmpdir(), 'trefle-bench-'))
  const cpu = watchCpu(process.pid, new Set(pages.pid === undefined ? [] : [pages.pid]))
  const startedAt = performance.now()
  const evidences: Evidence[] = []
  try {
    for await (const { evidence } of measure(jobs, bench, { ...engineOptions(pages), ...change })) {
      await writeEvidence(folder, evidence)
      evidences.push(evidence)
    }
    const measured = evidences.filter(({ status }) => status === 'measured').length
    return { pages: measured, wallSeconds: (performance.now() - startedAt) / 1000, cpuSeconds: cpu.seconds(), evidences }
  } finally {
    cpu.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

export const pagesPerMinute = ({ pages, wallSeconds }: Speed): number => (60 * pages) / wallSeconds
export const cpuPerPage = ({ pages, cpuSeconds }: Speed): number | null => (pages === 0 || cpuSeconds === null ? null : cpuSeconds / pages)

/** Loads pages through one worker, in order, and gives the most bytes that the worker and its browser held during each. */
export async function runEngineWatching(jobs: readonly LoadJob[], pages: BenchPages): Promise<number[]> {
  const held: number[] = []
  let most = 0
  const look = async () => {
    const without = new Set([process.pid, pages.pid])
    const bytes = totalBytes((await memoryUnder(process.pid)).filter(({ pid }) => !without.has(pid)))
    most = Math.max(most, bytes)
  }
  const clock = setInterval(() => void look(), 300)
  try {
    for await (const _ of measure(jobs, await loadBench(null), { ...engineOptions(pages), workers: 1, artifacts: ['dom', 'requests'], waits: { beforeScrollMs: 0, afterScrollMs: 0 } })) {
      held.push(most)
      most = 0
    }
    return held
  } finally {
    clearInterval(clock)
  }
}
