import type { PublishedSite, SharedDefect } from '#model/publication'
import { defectKey, defectOutcome } from '#lib/publish/defects'

type Member = { site: PublishedSite; defect: PublishedSite['defects'][number] }

const widest = (a: Member, b: Member): number => b.defect.pages.length - a.defect.pages.length || b.defect.count - a.defect.count || (a.site.id < b.site.id ? -1 : 1)
const total = (members: readonly Member[], of: (member: Member) => number): number => members.reduce((sum, member) => sum + of(member), 0)

function sharedDefect(members: readonly Member[]): SharedDefect[] {
  const [first, ...others] = members.toSorted(widest)
  const page = first?.defect.pages[0]
  if (first === undefined || page === undefined) return []
  const { audit, message, place = '', example } = first.defect
  return [{
    audit, message, place,
    pages: total(members, ({ defect }) => defect.pages.length),
    count: total(members, ({ defect }) => defect.count),
    sites: [first, ...others].map(({ site, defect }) => ({ site: site.id, pages: defect.pages, count: defect.count })),
    example: { site: first.site.id, page, finding: example },
  }]
}

/**
 * The defects of all sites, the same one said once: same control, same sentence but for its figures, same normalised place. Those that
 * touch most sites and pages first, since sites that share a template share its defect and its remedy.
 */
export function sharedDefects(sites: readonly PublishedSite[]): SharedDefect[] {
  const members = sites.flatMap((site) => site.defects.map((defect) => ({ site, defect })))
  return [...Map.groupBy(members, ({ defect }) => defectKey(defect.audit, defect.example)).values()]
    .flatMap(sharedDefect)
    .sort((a, b) => b.pages - a.pages || b.sites.length - a.sites.length || b.count - a.count || (a.audit < b.audit ? -1 : a.audit > b.audit ? 1 : a.message.localeCompare(b.message, 'fr')))
}

/** What a public page says of a shared defect. */
export const shownDefect = ({ example: { finding } }: SharedDefect): 'fail' | 'to-verify' => defectOutcome({ example: finding })
