import type { FileChange, PageChanges, PublishedPage, PublishedSite } from '#model/publication'
import { normalisedPath } from '#lib/publish/dom-path'
import { takeFigures } from '../words/figures.ts'

type Seen = PageChanges['audits'][number]['came']['seen'][number]
/** One thing that came or went on a site: where it is seen, null when the record knows of the gap alone, and on which pages. */
export type SiteChange = { site: PublishedSite; audit: string; seen: Seen | null; pages: PublishedPage[] }

const keyOf = (audit: string, { message, selector, url }: Partial<Seen>): string =>
  [audit, takeFigures(message ?? '').skeleton, normalisedPath(selector), takeFigures(url ?? '').skeleton].join('\n')

const seenOf = ({ count, seen }: PageChanges['audits'][number]['came']): (Seen | null)[] => (count > 0 && seen.length === 0 ? [null] : seen)

/** What came (or went) on each site between the last two visits of its pages, said once a site; what touches most pages first. */
export function siteChanges(sites: readonly PublishedSite[], side: 'came' | 'gone'): SiteChange[] {
  return sites.flatMap((site) => {
    const all = site.pages.flatMap((page) => (page.changes?.audits ?? []).flatMap((change) => seenOf(change[side]).map((seen) => ({ page, audit: change.audit, seen }))))
    return [...Map.groupBy(all, ({ audit, seen }) => keyOf(audit, seen ?? {})).values()].flatMap(([first, ...others]): SiteChange[] =>
      first ? [{ site, audit: first.audit, seen: first.seen, pages: [first, ...others].map(({ page }) => page) }] : [])
  }).sort((a, b) => b.pages.length - a.pages.length || a.site.name.localeCompare(b.site.name, 'fr'))
}

/** What a control measured on a page at the two visits that its changes compare; null where it measured nothing. */
export function measuredTwice({ changes, history }: PublishedPage, audit: string): [number | null, number | null] {
  const at = (run: string | undefined) => history[audit]?.find((visit) => visit.run === run)?.value ?? null
  return [at(changes?.from), at(changes?.to)]
}

/** One file that came, went, or weighs something else on a site, and on which pages. */
export type SiteFileChange = { site: PublishedSite; file: FileChange; pages: PublishedPage[] }

const difference = ({ before, after, under = 0 }: FileChange): number => (after ?? under) - (before ?? under)
export const isHeavier = (file: FileChange): boolean => difference(file) > 0

/** What changed among the heavy files of each site, said once a site; what weighs more first, by the difference over all its pages. */
export function siteFileChanges(sites: readonly PublishedSite[]): SiteFileChange[] {
  return sites.flatMap((site) => {
    const all = site.pages.flatMap((page) => (page.changes?.files ?? []).map((file) => ({ page, file })))
    return [...Map.groupBy(all, ({ file: { url, kind, before, after } }) => [url, kind, before, after].join('\n')).values()].flatMap(([first, ...others]): SiteFileChange[] =>
      first ? [{ site, file: first.file, pages: [first, ...others].map(({ page }) => page) }] : [])
  }).sort((a, b) => Number(isHeavier(b.file)) - Number(isHeavier(a.file)) || Math.abs(difference(b.file)) * b.pages.length - Math.abs(difference(a.file)) * a.pages.length)
}
