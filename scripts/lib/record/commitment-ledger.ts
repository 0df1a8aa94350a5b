import { join } from 'node:path'
import type { Commitment } from '#model/commitment'
import { CommitmentLine } from '#model/commitment-line'
import { linesToAdd, silentChanges, type Silent } from '#lib/record/commitment-changes'
import { UsageError } from '../command/errors.ts'
import { appendLines, readLines } from '../files/jsonl.ts'
import type { Located } from '../files/yaml-file.ts'

const ledgerOf = (dataDir: string) => join(dataDir, 'commitments.jsonl')

async function readLedger(dataDir: string): Promise<CommitmentLine[]> {
  const { values, torn } = await readLines(ledgerOf(dataDir), CommitmentLine, 'commitments')
  if (torn) throw new UsageError(`${torn.file}, ligne ${torn.line} : la dernière ligne est coupée.`, 'Reprenez ce fichier dans l’historique git.')
  return values
}

function refusal(silent: Silent, file: Located<unknown> | null, day: string): UsageError {
  if (silent.kind === 'gone' || file === null)
    return new UsageError(`commitments.yml : la promesse « ${silent.id} », déjà publiée, a disparu.`, `Remettez-la : une promesse abandonnée reste publiée, avec un événement « - { on: ${day}, field: abandoned, was: "…", reason: "…" } ».`)
  if (silent.kind === 'rewritten')
    return file.refuse(['commitments', silent.index, 'events'], `un événement déjà publié de la promesse « ${silent.id} » a été retiré ou réécrit`, 'Remettez-le tel qu’il était, et ajoutez le nouvel événement à la suite.')
  const { field, was } = silent.change
  const path = field === 'due' ? ['target', 'due'] : [field]
  return file.refuse(['commitments', silent.index, ...path], `la promesse « ${silent.id} » a changé (${field}) sans que personne ne dise pourquoi`, `Ajoutez à ses « events » : - { on: ${day}, field: ${field}, was: ${JSON.stringify(was)}, reason: "…" }, ou reprenez ce qui était publié.`)
}

/**
 * Compares the promises with what was last published of them (commitments.jsonl). Throws a UsageError for a change of wording,
 * target, due date, function, baseline or indicator that no event tells; else gives what to call once they are published.
 */
export async function checkedCommitments(dataDir: string, file: Located<unknown> | null, commitments: readonly Commitment[], at: string): Promise<() => Promise<void>> {
  const published = await readLedger(dataDir)
  const [silent] = silentChanges(published, commitments)
  if (silent) throw refusal(silent, file, at.slice(0, 10))
  const added = linesToAdd(published, commitments, at)
  return async () => { if (added.length > 0) await appendLines(ledgerOf(dataDir), added) }
}
