import { z } from 'zod'
import { Failure } from './failure.ts'
import { Sha256, Slug } from './quantity.ts'
import { RunRecord } from './result.ts'

/**
 * What a run set out to do, written before its first page in results/unfinished.json and removed once its line is in the record:
 * a run that was stopped is taken up again with these settings, and only while everything that they stand on is unchanged.
 */
export const RunPlan = RunRecord.omit({ finishedAt: true, pages: true, note: true, replayed: true }).extend({
  schema: z.literal('trefle/run-plan@1'),
  /** Ids of the sites asked, in order. */
  sites: z.array(Slug),
  deadlineMs: z.number().positive(),
  /** Loads of one host at once; null leaves it to each site. */
  perHost: z.int().positive().nullable(),
  allowPrivate: z.boolean(),
  /** SHA-256 of every address, pass and site declaration of the run: it tells whether sites.yml is still the same. */
  jobs: Sha256,
  /** Hosts that asked to be left alone during the run, by name: what is taken up again leaves them alone too. */
  closedHosts: z.record(z.string(), Failure).optional(),
})
export type RunPlan = z.infer<typeof RunPlan>
