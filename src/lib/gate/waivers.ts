import type { Waiver } from './budgets-file.ts'
import type { CheckedPage, CheckReport } from './check-report.ts'
import { namesPage } from './page-pattern.ts'

/** Waivers on the day of a check: which of them holds for a finding or a budget, and which no longer hold or meet nothing. */
export type WaiverBook = {
  of(about: { rule: string; page: Pick<CheckedPage, 'url' | 'bases'>; fingerprint?: string }): Waiver | null
  states(): NonNullable<CheckReport['waivers']>
}

/** `today` is an ISO day: the last day of a waiver is still one on which it holds. */
export function openWaivers(waivers: readonly Waiver[], today: string): WaiverBook {
  const used = new Set<Waiver>()
  const holding = waivers.filter(({ until }) => until >= today)
  return {
    of({ rule, page, fingerprint }) {
      const found = holding.find((waiver) => (waiver.finding === undefined ? waiver.audit === rule : waiver.finding === fingerprint) && (waiver.pages ?? ['**']).some((pattern) => namesPage(pattern, page)))
      if (found) used.add(found)
      return found ?? null
    },
    states: () => waivers.flatMap((waiver): ReturnType<WaiverBook['states']> => {
      const { reason, owner, until } = waiver
      if (until < today) return [{ reason, owner, until, state: 'expired' }]
      return used.has(waiver) ? [] : [{ reason, owner, until, state: 'unused' }]
    }),
  }
}
