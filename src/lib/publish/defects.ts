import type { Finding } from '#model/outcome'
import type { PublishedSite } from '#model/publication'
import { isSeenOnce } from '#lib/publish/confirmation'
import { normalisedPath } from '#lib/publish/dom-path'
import { takeFigures } from '#lib/words/figures'
import { inSentence } from '#lib/words/typography'

export type Seen = { page: string; audit: string; finding: Finding }
type Defect = PublishedSite['defects'][number]

/** A finding of a failing audit that a person still has to look at is not a defect yet: its message says so first. Nor is what was found. */
export const isDoubtful = ({ certainty, item }: Finding): boolean => certainty !== undefined || item?.state === 'found'

/** What was seen once is shown beside the defects, to be confirmed. */
const isTold = (finding: Finding): boolean => isSeenOnce(finding) || !isDoubtful(finding)

/** A defect is certain, or was seen once. */
export const defectOutcome = ({ example }: Pick<Defect, 'example'>): 'fail' | 'to-verify' => (isSeenOnce(example) ? 'to-verify' : 'fail')

/** Same control, same sentence but for its figures, same place: one defect. */
export const defectKey = (audit: string, { message, selector }: Finding): string => [audit, takeFigures(message).skeleton, normalisedPath(selector)].join('\n')

/** One message for all: the common one, or the first as an example when figures differ from a finding to the next. */
function commonMessage(messages: readonly string[]): string {
  const [first = ''] = messages
  return messages.every((message) => message === first) ? first : `Par exemple : ${inSentence(first)}`
}

/**
 * What a site's pages have in common, each defect said once: same audit, same message but for its figures, same place
 * but for its position. Those on most pages first: mending one template mends them all.
 */
export function groupDefects(seen: readonly Seen[]): Defect[] {
  return [...Map.groupBy(seen.filter(({ finding }) => isTold(finding)), ({ audit, finding }) => defectKey(audit, finding)).values()]
    .flatMap((group) => {
      const [first] = group
      if (first === undefined) return []
      return [{
        audit: first.audit,
        message: commonMessage(group.map(({ finding }) => finding.message)),
        place: normalisedPath(first.finding.selector),
        pages: [...new Set(group.map(({ page }) => page))],
        count: group.length,
        example: first.finding,
      }]
    })
    .sort((a, b) => b.pages.length - a.pages.length || b.count - a.count || a.audit.localeCompare(b.audit, 'en') || a.message.localeCompare(b.message, 'fr'))
}
