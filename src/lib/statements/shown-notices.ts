import type { Finding } from '#model/outcome'
import type { Notice } from '#model/notice'
import type { PublishedPage, PublishedSite, PublishedVerdict } from '#model/publication'
import type { RgaaGrid } from '#model/rgaa'
import { threeNumbers } from '#lib/accessibility/three-numbers'
import { fold } from '#lib/words/fold'
import { noticeItems } from './notice-items.ts'

/** Which control reads each document. */
const audits: readonly (readonly [Notice['kind'], string])[] = [
  ['accessibility', 'solidarity/accessibility-statement'], ['legal', 'freedom/legal-notice'], ['privacy', 'freedom/privacy-notice'], ['ecodesign', 'sobriety/ecodesign-statement'],
]

type ItemState = 'found' | 'to-verify' | 'not-found'
/** One item as it is shown: what was looked for, the words that say it, or a sentence to start from. */
export type ShownItem = { id: string; message: string; state: ItemState; quote: string | null; model: string | null }
/** A document of a site as its last reading left it. `others`: what is said of the document itself. */
export type ShownNotice = { kind: Notice['kind']; audit: string; page: PublishedPage; outcome: PublishedVerdict['outcome']; items: ShownItem[]; contradictions: Finding[]; others: Finding[] }

/** True when something is missing that Trèfle has a sentence for. */
export const offersSentences = (notices: readonly ShownNotice[]): boolean => notices.some(({ items }) => items.some(({ state, model }) => state === 'not-found' && model !== null))

/** The documents of a site that were read, or looked for in vain, in the order of the list above. */
export function shownNotices({ pages }: Pick<PublishedSite, 'pages'>): ShownNotice[] {
  return audits.flatMap(([kind, audit]) => {
    const judged = pages.flatMap((page) => { const verdict = page.verdicts[audit]; return verdict && verdict.findings.length > 0 ? [{ page, verdict }] : [] })
    const best = judged.find(({ verdict }) => verdict.findings.some(({ item }) => item !== undefined)) ?? judged[0]
    return best === undefined ? [] : [shown(kind, audit, best.page, best.verdict)]
  })
}

function shown(kind: Notice['kind'], audit: string, page: PublishedPage, { outcome, findings }: PublishedVerdict): ShownNotice {
  const models = new Map(noticeItems[kind].map(({ id, model }) => [id, model]))
  const items = findings.flatMap(({ message, item }): ShownItem[] => {
    if (item === undefined || item.state === 'contradiction') return []
    return [{ id: item.id, message: nameIn(message), state: item.state, quote: item.quote ?? null, model: item.state === 'found' ? null : models.get(item.id) ?? null }]
  })
  return { kind, audit, page, outcome, items, contradictions: findings.filter(({ item }) => item?.state === 'contradiction'), others: findings.filter(({ item }) => item === undefined) }
}

/** "Trouvé : la date." → "La date": its state stands beside it. */
function nameIn(message: string): string {
  const name = message.replace(/^[^:]+ : /, '').replace(/\.$/, '')
  return name.charAt(0).toLocaleUpperCase('fr') + name.slice(1)
}

/**
 * Criteria with a failure proved on the pages of the same run, where the statement says that the site conforms totally, and the words that
 * say so; null where there is nothing to set against it.
 */
export function failuresAgainst({ items, page }: ShownNotice, { pages }: Pick<PublishedSite, 'pages'>, grid: RgaaGrid): { quote: string; page: string; criteria: number } | null {
  const quote = items.find(({ id, state }) => id === 'state' && state === 'found')?.quote
  if (quote === undefined || quote === null || !/totalement conforme|conformite totale/.test(fold(quote))) return null
  const run = lastRun(page)
  const { failing } = threeNumbers([pages.filter((each) => lastRun(each) === run)], grid)
  return failing === 0 ? null : { quote, page: page.id, criteria: failing }
}

const lastRun = ({ history }: PublishedPage): string | undefined => Object.values(history).flatMap((points) => points.at(-1)?.run ?? []).sort().at(-1)
