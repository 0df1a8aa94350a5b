import { gunzipSync, gzipSync } from 'node:zlib'
import { z } from 'zod'
import { Evidence } from '#model/evidence'
import { captured, type Captured } from '#model/failure'
import { Job, Settings } from '../visits/worker-messages.ts'

/** One piece of work as the queue carries it: a page, or the steps of a scenario that are audited. It comes from outside: always parsed. */
export const LoadOrder = z.strictObject({
  schema: z.literal('trefle/load-order@1'),
  jobs: z.array(Job).min(1),
  settings: Settings,
  /** Loads at once on the host of the first job, at most, whoever asks for them. */
  perHost: z.int().min(1),
  /** In a browser that has served nobody: what is tried again. */
  fresh: z.literal(true).optional(),
})
export type LoadOrder = z.infer<typeof LoadOrder>

const Answer = captured(z.array(Evidence).min(1))

/** Evidence is text that repeats itself: ten times smaller, so that Redis holds the answers of hundreds of workers. */
export function packed(answer: Captured<Evidence[]>): string {
  return gzipSync(JSON.stringify(answer)).toString('base64')
}

/** No answer of one page is as long; past it, somebody else wrote in the queue. */
const maxAnswerBytes = 64_000_000

/** @throws Error when it is not an answer of a worker. */
export function unpacked(text: unknown): Captured<Evidence[]> {
  const json: unknown = JSON.parse(gunzipSync(Buffer.from(z.string().parse(text), 'base64'), { maxOutputLength: maxAnswerBytes }).toString())
  return Answer.parse(json)
}
