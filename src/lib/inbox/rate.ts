export type Rate = { perMinute: number; burst: number }

/** Senders that are remembered; the one heard of longest ago is forgotten first, so that a flood of addresses takes no memory. */
const maxSenders = 10_000

/**
 * Allows each sender so many requests a minute, and some at once: the generic cell rate algorithm (ITU-T I.371, annex A).
 * Answers the seconds to wait, 0 when the request may pass.
 */
export function rateLimit({ perMinute, burst }: Rate): (sender: string, nowMs: number) => number {
  const everyMs = 60_000 / perMinute
  const due = new Map<string, number>()
  return (sender, nowMs) => {
    const next = Math.max(due.get(sender) ?? 0, nowMs)
    const aheadMs = next - nowMs
    if (aheadMs > (burst - 1) * everyMs) return Math.ceil((aheadMs - (burst - 1) * everyMs) / 1000)
    due.delete(sender)
    due.set(sender, next + everyMs)
    const [oldest] = due.keys()
    if (due.size > maxSenders && oldest !== undefined) due.delete(oldest)
    return 0
  }
}
