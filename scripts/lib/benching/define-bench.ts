/** One figure of a bench; null when it could not be had, and a note says why. */
export type Figure = { name: string; value: number | null; unit: string; note?: string }

export type BenchContext = {
  /** Addresses to use instead of the example town; empty for the town. */
  addresses: readonly string[]
  /** How many pages, as asked; each bench has its own number otherwise. */
  pages: number | undefined
}

export type BenchReport = { figures: Figure[]; notes: string[] }

/** One bench, one file: scripts/lib/bench/<name>.ts, default export. Found by reading the folder; its file name is what `--only` takes. */
export type BenchDefinition = { title: string; run(context: BenchContext): Promise<BenchReport> }

export function defineBench(definition: BenchDefinition): BenchDefinition {
  return definition
}
