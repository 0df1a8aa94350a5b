import type { Artifacts } from '#model/evidence'
import type { Site } from '#model/site'
import type { Registry, ThirdParty } from '#model/third-party'
import { thirdPartyOf, thirdPartyRequests } from '#lib/web/registry'

/** What a page asked of one third-party host: its row in the registry, or null when nobody has described it yet. */
export type ThirdPartyCalls = { host: string; row: ThirdParty | null; entity: string | null; requests: number; transferBytes: number }

const weightOfChoice = { yes: 2, 'to-verify': 1, no: 0 } as const

/**
 * Calls to the third ring, one entry a host, sorted by host. A host that serves several purposes (google.com) is
 * described by the one that asks the most for a choice.
 */
export function thirdPartyCalls(requests: Artifacts['requests'], site: Site | null, registry: Registry): ThirdPartyCalls[] {
  const byHost = new Map<string, ThirdPartyCalls>()
  for (const request of thirdPartyRequests(requests, site)) {
    const row = thirdPartyOf(request.url, registry)
    const host = URL.parse(request.url)?.hostname ?? request.host
    const known = byHost.get(host)
    byHost.set(host, {
      host,
      row: known === undefined || weighs(row) > weighs(known.row) ? row : known.row,
      entity: known?.entity ?? request.entity,
      requests: (known?.requests ?? 0) + 1,
      transferBytes: (known?.transferBytes ?? 0) + request.transferBytes,
    })
  }
  return [...byHost.values()].sort((a, b) => (a.host < b.host ? -1 : 1))
}

/** An unknown host is to be verified by a human, like a row that says so. */
const weighs = (row: ThirdParty | null) => weightOfChoice[row?.choice ?? 'to-verify']
