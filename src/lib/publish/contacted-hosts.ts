import type { PublishedPage } from '#model/publication'
import type { ContactedHost } from '#model/third-party'

/** The hosts that a page contacted outside its own site at its latest visit, third parties first. */
export function contactedBy({ verdicts: { 'freedom/third-party-hosts': verdict } }: PublishedPage): ContactedHost[] {
  return (verdict?.findings ?? []).flatMap(({ contacted }) => contacted ?? [])
}
