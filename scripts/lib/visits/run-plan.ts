import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { canonical } from '#lib/record/canonical'
import { RunPlan } from '#model/run-plan'
import { writeAtomically } from '../files/atomic-file.ts'
import { UsageError } from '../command/errors.ts'
import type { LoadJob } from './pool.ts'
import { textIfPresent } from '../files/if-present.ts'
import { recordJson } from '../files/record-json.ts'

const planFile = (dataDir: string) => join(dataDir, 'results', 'unfinished.json')

/** Writes down what a run sets out to do; the plan of an earlier run that was never finished gives way. */
export function keepPlan(dataDir: string, plan: RunPlan): Promise<void> {
  return writeAtomically(planFile(dataDir), `${JSON.stringify(RunPlan.parse(plan), null, 2)}\n`)
}

/** The plan of the last run, when it did not come to its end; null otherwise. Throws a UsageError for a file that is not one. */
export async function readPlan(dataDir: string): Promise<RunPlan | null> {
  const text = await textIfPresent(planFile(dataDir))
  if (text === null) return null
  const plan = RunPlan.safeParse(recordJson(text, planFile(dataDir)))
  if (plan.success) return plan.data
  throw new UsageError(`${planFile(dataDir)} est illisible : la visite inachevée ne peut pas être reprise.`, 'Effacez ce fichier, puis lancez une nouvelle visite : les pages déjà visitées restent dans le registre.')
}

export function dropPlan(dataDir: string): Promise<void> {
  return rm(planFile(dataDir), { force: true })
}

export function jobsHash(jobs: readonly LoadJob[]): string {
  return createHash('sha256').update(canonical(jobs)).digest('hex')
}

const words: Partial<Record<keyof RunPlan, string>> = {
  jobs: 'les sites et les pages à visiter', audits: 'la méthode des audits', tools: 'les versions des outils de mesure', weakened: 'ce qui peut être atteint (proxy, adresses privées, hôtes locaux)',
}

/** A run is one measure: refuses to go on when what it stands on changed since it began. */
export function refuseAnotherRun(kept: RunPlan, now: RunPlan): void {
  const changed = Object.entries(words).flatMap(([key, name]) => (canonical(kept[key as keyof RunPlan]) === canonical(now[key as keyof RunPlan]) ? [] : [name]))
  if (changed.length === 0) return
  throw new UsageError(`La visite commencée le ${kept.startedAt} ne peut pas être reprise : ${changed.join(', ')} ont changé depuis.`, 'Lancez une nouvelle visite, sans --resume ; les pages déjà visitées restent dans le registre.')
}
