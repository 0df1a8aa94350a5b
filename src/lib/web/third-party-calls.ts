import type { Artifacts } from '#model/evidence'
import type { Site } from '#model/site'
import type { Registry, Ring, ThirdParty } from '#model/third-party'
import { matchesSuffix } from '#lib/web/address'
import { thirdPartyOf } from '#lib/web/registry'

type Request = Artifacts['requests'][number]

/** What a page asked of one host outside its site: its row in the registry, or null when nobody has described it yet. */
export type HostCalls = {
  host: string
  /** Set when the host is a name of the site that leads to somebody else. */
  alias: string | null
  ring: Ring
  row: ThirdParty | null
  entity: string | null
  requests: number
  transferBytes: number
}

const weightOfChoice = { yes: 2, 'to-verify': 1, no: 0 } as const

/**
 * Calls outside the site itself, one entry a host, sorted by host. Three rings: the site, by registrable domain; the domains that
 * the organisation declares as its own; everybody else. A name of the site that is an alias of somebody's is that somebody's, when
 * the registry knows them: an alias of an unknown name may be plain hosting, and is left to the site. A host that serves several
 * purposes (google.com) is described by the one that asks the most for a choice.
 */
export function hostCalls(requests: readonly Request[], site: Site | null, registry: Registry): HostCalls[] {
  const byHost = new Map<string, HostCalls>()
  for (const request of requests) {
    const seen = outside(request, site, registry)
    if (seen === null) continue
    const known = byHost.get(seen.host)
    byHost.set(seen.host, {
      ...seen,
      row: known === undefined || weighs(seen.row) > weighs(known.row) ? seen.row : known.row,
      entity: known?.entity ?? request.entity,
      requests: (known?.requests ?? 0) + 1,
      transferBytes: (known?.transferBytes ?? 0) + request.transferBytes,
    })
  }
  return [...byHost.values()].sort((a, b) => (a.host < b.host ? -1 : 1))
}

/** The third ring alone. */
export function thirdPartyCalls(requests: readonly Request[], site: Site | null, registry: Registry): HostCalls[] {
  return hostCalls(requests, site, registry).filter(({ ring }) => ring === 'third-party')
}

/** Null for a request of the site itself, or that left for no host. */
function outside({ url, sameSite, alias }: Request, site: Site | null, registry: Registry): Pick<HostCalls, 'host' | 'alias' | 'ring' | 'row'> | null {
  const host = URL.parse(url)?.hostname ?? ''
  const declared = (name: string) => site?.sameOrganisation.some((domain) => matchesSuffix(name, domain)) ?? false
  if (host === '') return null
  if (!sameSite) return { host, alias: null, ring: declared(host) ? 'organisation' : 'third-party', row: thirdPartyOf(url, registry) }
  const row = alias === undefined || declared(alias) ? null : thirdPartyOf(`https://${alias}/`, registry)
  return row === null || alias === undefined ? null : { host, alias, ring: 'third-party', row }
}

/** An unknown host is to be verified by a human, like a row that says so. */
const weighs = (row: ThirdParty | null) => weightOfChoice[row?.choice ?? 'to-verify']
