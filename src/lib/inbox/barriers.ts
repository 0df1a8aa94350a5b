import type { InboxDecision, InboxItem } from '#model/inbox'
import { median } from '#maths/statistics'

/** What anybody may know of a reported barrier: where it stands, never what was written. */
export type BarrierStatus = { number: string; state: 'received' | InboxDecision['decision']; receivedAt: string; decidedAt: string | null; answer: string | null }

export type BarrierSummary = { received: number; open: number; settled: number; /** Days from the report to its settlement, over those that are settled. */ medianDays: number | null }

const dayMs = 86_400_000

const lastOf = (decisions: readonly InboxDecision[], id: string) => decisions.findLast(({ item }) => item === id)

/** "b4k7qx2m9hpt" as people read it aloud: "B4K7-QX2M-9HPT". */
export const spokenNumber = (id: string): string => (id.toUpperCase().match(/.{1,4}/g) ?? []).join('-')

/** What a person typed, as an id. */
export const typedNumber = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

export function barrierStatus({ id, receivedAt }: Pick<InboxItem, 'id' | 'receivedAt'>, decisions: readonly InboxDecision[]): BarrierStatus {
  const last = lastOf(decisions, id)
  return { number: spokenNumber(id), state: last?.decision ?? 'received', receivedAt, decidedAt: last?.at ?? null, answer: last?.words ?? null }
}

/** A barrier is settled when it is mended, or when the answer says why it will not be. */
export function barrierSummary(items: readonly Pick<InboxItem, 'id' | 'receivedAt'>[], decisions: readonly InboxDecision[]): BarrierSummary {
  const last = new Map(decisions.map((decision) => [decision.item, decision]))
  const delays = items.flatMap(({ id, receivedAt }) => {
    const decision = last.get(id)
    return decision && decision.decision !== 'accepted' ? [(Date.parse(decision.at) - Date.parse(receivedAt)) / dayMs] : []
  })
  return { received: items.length, open: items.length - delays.length, settled: delays.length, medianDays: median(delays) }
}
