import { Baseline } from '#lib/gate/baseline'
import { UsageError } from '../command/errors.ts'
import { writeAtomically } from '../files/atomic-file.ts'
import { textIfPresent } from '../files/if-present.ts'
import { jsonOf } from '../files/json-text.ts'

export const defaultBaseline = 'trefle.baseline.json'

/** Null when the file does not exist. Throws a UsageError for one that is not a baseline. */
export async function readBaseline(file: string): Promise<Baseline | null> {
  const text = await textIfPresent(file)
  if (text === null) return null
  const parsed = Baseline.safeParse(jsonOf(text))
  if (parsed.success) return parsed.data
  throw new UsageError(`${file} n’est pas un état de départ de Trèfle.`, 'Rétablissez-le depuis votre dépôt, ou effacez-le et recréez-le avec --update-baseline.')
}

export const writeBaseline = (file: string, baseline: Baseline): Promise<void> => writeAtomically(file, `${JSON.stringify(baseline, null, 2)}\n`)
