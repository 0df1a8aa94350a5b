import type { Source } from '#model/source'
import type { NightlyReport, StepName } from '#model/nightly'
import { dayOf } from '#lib/time/period'
import { pull } from '../../pull.ts'
import { audit, resume } from '../../audit.ts'
import { Interrupted, UsageError } from '../command/errors.ts'
import { say, spokenDuration } from '../command/terminal.ts'
import { waitingVisits } from '../inbox/asked.ts'
import { lastImport } from '../record/observations.ts'
import { isOverdue } from '../sources/source-health.ts'
import { readPlan } from '../visits/run-plan.ts'
import type { AuditOptions, AuditSummary } from '../visits/territory-run.ts'

export type Step = NightlyReport['steps'][number]
/** What a step came to; it throws when it fails altogether. */
export type Came = Pick<Step, 'notes' | 'bug'> & { partly?: boolean }

/** A sentence and what to do, of what stopped a step. Ctrl-C stops all; a bug stops its step alone, with its stack in the journal: nobody looks at night. */
function told(error: unknown): { notes: [what: string, mend: string]; bug?: true } {
  if (error instanceof Interrupted) throw error
  if (error instanceof UsageError) return { notes: [error.message, error.mend] }
  say(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return { notes: [`${error instanceof Error ? `${error.name}, ${error.message.split('\n')[0]}` : String(error)}.`, 'C’est un défaut de Trèfle : signalez-le avec les lignes du journal qui précèdent.'], bug: true }
}

/** Does one step and writes down what it came to: what fails is told, and the run goes on with what is known. Throws Interrupted. */
export async function step(name: StepName, title: string, work: () => Promise<Came>): Promise<Step> {
  const started = performance.now()
  const seconds = () => Math.round((performance.now() - started) / 100) / 10
  say(`· ${title}`)
  try {
    const { notes, partly = false, ...met } = await work()
    for (const note of notes) say(`    ${note}`)
    say(`  fait en ${spokenDuration(performance.now() - started)}`)
    return { step: name, outcome: partly ? 'partly' : 'done', seconds: seconds(), notes, ...met }
  } catch (error) {
    const met = told(error)
    say(`  ✗ ${met.notes.join('\n    → ')}`)
    return { step: name, outcome: 'failed', seconds: seconds(), ...met }
  }
}

/** Reads each source by itself: one that does not answer keeps its last figures, with their date, and stops no other. */
export async function pullEach(dataDir: string, sources: readonly Source[], at: string, allowPrivate: boolean): Promise<Came> {
  const notes: string[] = []
  const came: Came = { notes, partly: false }
  for (const { id } of sources) {
    try {
      for (const { rejected, read } of await pull({ dataDir, source: id, at, allowPrivate })) if (rejected.length > 0) notes.push(`${id} : lignes rejetées, ${rejected.length} sur ${read.lines}.`)
    } catch (error) {
      const { notes: words, ...met } = told(error)
      notes.push(`${id} : ${words.join(' ')}`)
      Object.assign(came, met, { partly: true })
    }
  }
  return came
}

/** Finishes the visit that was stopped, where there is one; else begins a new one. */
export async function visitSites(options: AuditOptions): Promise<Came> {
  const asked = (await waitingVisits(options.dataDir)).length
  const unfinished = await readPlan(options.dataDir)
  const { pages } = unfinished === null ? await audit(options) : await resumeOrBegin(options)
  const answered = asked - (await waitingVisits(options.dataDir)).length
  const missing = pages.notMeasured > 0 ? [`Pages qui n’ont pas pu être mesurées : ${pages.notMeasured} sur ${pages.asked} ; leurs derniers résultats restent datés.`] : []
  return { notes: [...missing, ...(answered > 0 ? [`Demandes d’audit suivies : ${answered}.`] : [])], partly: missing.length > 0 }
}

/** A visit that cannot be taken up again, because what it stood on changed, gives way to a new one. */
async function resumeOrBegin(options: AuditOptions): Promise<AuditSummary> {
  try {
    return await resume(options)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    say(`    ${error.message} Une nouvelle visite commence.`)
    return audit(options)
  }
}

/**
 * Sources that nobody read for longer than their cadence allows, or that did not let themselves be read by this run.
 * @param now instant of the run
 * @param asked whether this run read the sources
 */
export async function staleSources(dataDir: string, sources: readonly Source[], now: string, asked: boolean): Promise<{ source: string; sentence: string }[]> {
  const read = await Promise.all(sources.map(async (source) => ({ source, at: (await lastImport(dataDir, source.id))?.at ?? null })))
  return read.flatMap(({ source, at }) => {
    const isSilent = asked && at !== now
    if (!isSilent && !isOverdue(source, at, dayOf(now))) return []
    return [{ source: source.name, sentence: `${isSilent ? 'n’a pas pu être lue ; ' : ''}${at === null ? 'jamais lue' : `lue pour la dernière fois le ${dayOf(at)}`}` }]
  })
}
