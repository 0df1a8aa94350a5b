import type { LoadJob } from '#audits/gather/load'
import type { AuditResult } from '#model/result'
import { judge } from '#audits/run'
import { checkedPage } from '#lib/gate/checked-page'
import type { CheckedPage } from '#lib/gate/check-report'
import { confirmed } from '#lib/publish/confirmation'
import { say } from '../command/terminal.ts'
import { judged, measure, type Bench, type Measured, type MeasureOptions } from '../visits/measure.ts'
import { confirmingLoads } from '../visits/planned-loads.ts'

async function all<T>(found: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const one of found) list.push(one)
  return list
}

const outcomesOf = (results: readonly AuditResult[]) => Object.fromEntries(results.map(({ audit, outcome }) => [audit, outcome]))

/** Loads what is asked; what is about to accuse is loaded once more, and told as both loads saw it. In the order of the jobs. */
export async function measureAll(jobs: readonly LoadJob[], bench: Bench, options: MeasureOptions, confirms: boolean, visit = measure): Promise<Measured[]> {
  const rank = new Map(jobs.map((job, index) => [job, index]))
  const first = (await all(visit(jobs, bench, options))).sort((a, b) => (rank.get(a.job) ?? 0) - (rank.get(b.job) ?? 0))
  const accused = confirmingLoads(first.map(({ job, results }) => ({ job, outcomes: outcomesOf(results) })), bench.catalogue)
  if (accused.length > 0 && !confirms) say(`Un écart de suivi n’a été vu qu’à un seul chargement (${[...new Set(accused.map(({ url }) => url))].join(', ')}) : --passes cold,confirm le vérifie par un second.`)
  const again = confirms && accused.length > 0 ? await all(visit(accused, bench, { ...options, runs: 1 })) : []
  return first.map((one) => {
    const second = again.find(({ job }) => job.url === one.job.url && job.confirms === one.job.pass)
    const resultOf = (audit: string) => second?.results.find((result) => result.audit === audit)
    return { ...one, results: one.results.map((result) => confirmed(result, resultOf(result.audit) ?? result)) }
  })
}

/** One load does not decide: pages that are about to be refused are loaded twice more, and judged by the three. */
export async function measureAgain(doubted: readonly Measured[], bench: Bench, options: MeasureOptions): Promise<Map<LoadJob, Measured>> {
  const again = await all(measure(doubted.map(({ job }) => job), bench, { ...options, runs: 2 }))
  return new Map(doubted.map((one) => {
    const more = again.find(({ job }) => job === one.job)
    return [one.job, more === undefined ? one : judged(one.job, [one.evidence, more.evidence, ...(more.others ?? [])], bench)]
  }))
}

/** A page of the report; `names` is what it is compared by, where that is not its own address. */
export function pageOf({ job, evidence, results, loads, others = [] }: Measured, { catalogue, factors, registry }: Bench, names: Pick<CheckedPage, 'key' | 'bases'> = {}): CheckedPage {
  const context = { site: job.site, factors, registry }
  const each = [{ evidence, results }, ...others.map((other) => ({ evidence: other, results: judge(other, catalogue, context) }))]
  return checkedPage({ evidence, results }, each, { spread: loads, site: job.site, registry, names })
}
