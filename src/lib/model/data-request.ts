import { z } from 'zod'
import { Day, Slug } from './quantity.ts'
import { MetricId } from './observation.ts'

/** One request for figures, to a function of the territory: asks.json. Its state is computed from its dates, never written. */
export const DataRequest = z.strictObject({
  id: Slug,
  /** The function that holds the figures, never a person. */
  holder: z.string().min(1),
  indicators: z.array(Slug).min(1),
  metrics: z.array(MetricId).min(1),
  askedOn: Day,
  due: Day,
  /** Metrics whose figure came back, and the day of the first answer. */
  received: z.array(MetricId).default([]),
  receivedOn: Day.nullable().default(null),
})
export type DataRequest = z.infer<typeof DataRequest>
export const DataRequestsFile = z.strictObject({ requests: z.array(DataRequest) })

/** `partial`: some figures came back, not all of them. */
export type RequestState = 'asked' | 'received' | 'partial' | 'late'

/** Where a request stands on a day. */
export function requestState({ metrics, received, due }: DataRequest, today: string): RequestState {
  if (metrics.every((metric) => received.includes(metric))) return 'received'
  if (today > due) return 'late'
  return received.length > 0 ? 'partial' : 'asked'
}
