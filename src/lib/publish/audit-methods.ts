import type { RunRecord } from '#model/result'

/** Method of an audit at a run; undefined when the run did not hold it. */
export const methodAt = (runs: readonly RunRecord[], id: string, audit: string): number | undefined =>
  runs.find(({ run }) => run === id)?.audits[audit]?.method
