import type { Cause, CheckedPage, Resource } from './check-report.ts'
import type { Gap } from './gaps.ts'

/** Kinds of files that the makers of a site write, and its editors do not. */
const built: readonly Resource['kind'][] = ['stylesheet', 'script', 'font']

/**
 * Where a gap likely comes from: somebody else's host; the template, when other pages of the check show it too; the content, when others were
 * looked at and do not. Of a page that was checked alone nobody can tell.
 */
export function causeOfGap(gap: Gap, page: CheckedPage, pagesOfGap: number, pagesLookedAt: number): Cause | null {
  if (gap.finding.contacted?.ring === 'third-party') return 'third-party'
  const address = gap.finding.url
  const resource = address === undefined ? undefined : page.inventory?.resources?.find(({ url }) => url === address)
  if (resource?.thirdParty) return 'third-party'
  if (pagesOfGap > 1) return 'template'
  return pagesLookedAt > 1 ? 'content' : null
}

/** The same of a resource that changed: the same content carried in other bytes is the network's. */
export function causeOfResource(now: Resource | null, before: Resource | null, pagesOfChange: number, pagesLookedAt: number): Cause | null {
  const some = now ?? before
  if (some === null) return null
  if (now !== null && before !== null && now.resourceBytes === before.resourceBytes) return 'network'
  if (some.thirdParty) return 'third-party'
  if (pagesOfChange > 1 || built.includes(some.kind)) return 'template'
  return pagesLookedAt > 1 || some.kind === 'image' || some.kind === 'media' ? 'content' : null
}
