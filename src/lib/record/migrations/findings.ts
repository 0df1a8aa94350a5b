import { z } from 'zod'
import type { Migration } from './migration.ts'

const Doubtful = z.looseObject({ message: z.string().startsWith('À vérifier') })

/** Findings 1 → 2: one that a person has to look at said so in its first words alone; it says it in `certainty`. */
export const certaintyOfWords: Migration = (line) => {
  const finding = Doubtful.safeParse(line.finding).data
  if (finding === undefined) return line
  return { ...line, finding: { certainty: 'to-verify', ...finding } }
}
