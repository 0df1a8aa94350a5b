import type { Migration } from './migration.ts'

/** Samples 1 → 2: the pages that left a sample are named; the first samples had none to name. */
export const noFormerPages: Migration = (sample) => ({ formerly: [], ...sample })
