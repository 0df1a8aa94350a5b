import type { DatedEdition, PublishedErratum } from '#model/dated-edition'
import type { PublishedIndicator } from '#model/indicator'
import type { PublishedSite, PublishedTerritory } from '#model/publication'
import { leafPillars, pillarPaths, type LeafPillar } from '#lib/dashboard/pillars'
import { escapedXml } from '#lib/open-data/xml'
import { isKnown } from '#lib/publish/series'
import { siteChanges } from '#lib/publish/site-changes'
import { sortDefects } from '#lib/publish/site-figures'
import { formatDate, formatPeriod } from '#lib/time/dates'
import { lastDayOf } from '#lib/time/period'
import { locale, t } from '#lib/words/i18n'
import { answerSentence } from '#lib/words/indicator-words'
import { typeset } from '#lib/words/typography'

/** `page` is the address of the page that says more, without the base; `updated` an instant. */
export type Entry = { page: string; mark: string; title: string; summary: string; updated: string }
/** A feed, oldest entries last. `path` is its address under /flux/, without the ending. */
export type Feed = { path: string; title: string; page: string; entries: readonly Entry[] }

/** Entries of a feed: enough for a reader who comes once a season. */
const entriesKept = 30
const latestFirst = (entries: readonly Entry[]): Entry[] => entries.toSorted((a, b) => b.updated.localeCompare(a.updated) || a.page.localeCompare(b.page)).slice(0, entriesKept)

/** One entry a published figure that was wrong. */
function erratumEntries(errata: readonly PublishedErratum[], indicators: readonly PublishedIndicator[]): Entry[] {
  return indicators.flatMap(({ id, text }) => errata.filter(({ indicator }) => indicator === id).map((erratum): Entry => ({
    page: '/editions/', mark: `erratum-${erratum.id}`, title: typeset(t('data.feed.erratum', { title: text.title, period: formatPeriod(erratum.period) })), summary: typeset(erratum.why),
    updated: `${erratum.on}T00:00:00Z`,
  })))
}

/** One entry a frozen edition, and one an erratum. */
function editionFeed(editions: readonly Pick<DatedEdition, 'name' | 'at'>[], errata: readonly PublishedErratum[], indicators: readonly PublishedIndicator[]): Feed {
  const frozen = editions.map(({ name, at }): Entry => ({ page: `/editions/${name}/`, mark: name, title: t('data.feed.edition', { edition: name }), summary: t('editions.cite.frozen'), updated: at }))
  return { path: 'editions', title: t('data.feed.editions'), page: '/editions/', entries: latestFirst([...frozen, ...erratumEntries(errata, indicators)]) }
}

/** One entry a figure that is known, new each time that its period changes, and one an erratum. A period under way is as old as `asOf`, the last reading: nothing is dated in the future. */
function pillarFeed(pillar: LeafPillar, all: readonly PublishedIndicator[], errata: readonly PublishedErratum[], asOf: string | null): Feed {
  const indicators = all.filter((indicator) => indicator.pillar === pillar)
  const entries = indicators.flatMap((indicator): Entry[] => {
    const { id, text, latest } = indicator
    if (!isKnown(latest)) return []
    const closed = `${lastDayOf(latest.period)}T00:00:00Z`
    return [{
      page: `/indicateurs/${id}/`, mark: latest.period, title: typeset(`${text.title}, ${formatPeriod(latest.period)}`), summary: answerSentence(indicator) ?? '',
      updated: asOf !== null && asOf < closed ? asOf : closed,
    }]
  })
  return { path: pillarPaths[pillar].replaceAll('/', ''), title: t('data.feed.pillar', { pillar: t(`pillar.${pillar}`) }), page: pillarPaths[pillar], entries: latestFirst([...entries, ...erratumEntries(errata, indicators)]) }
}

/** What came and went since the visit before, with its very resource, and on which page. */
function changesOf(site: PublishedSite): string[] {
  return (['came', 'gone'] as const).flatMap((side) => siteChanges([site], side).flatMap(({ seen, pages: [page] }) =>
    seen && page ? typeset(t(`data.feed.${side}`, { what: [seen.message, seen.url ?? ''].join(' ').trim(), page: page.name })) : []))
}

/** One entry: the last visit of the robot, new each time that it comes back, with what changed, then each certain defect said once. */
function siteFeed(site: PublishedSite, { runs, territory }: PublishedTerritory): Feed {
  const { id, name, lastRun, pages } = site
  const defects = sortDefects(site).certain.flatMap((control) => control.defects)
  const run = runs.find((each) => each.run === lastRun)
  const read = pages.filter(({ status }) => status !== 'not-measured').length
  const entries: Entry[] = run ? [{
    page: `/sites/${id}/`, mark: run.run,
    title: t('data.feed.visit', { date: formatDate(run.startedAt, 'day', territory.timeZone), defects: t('sites.defects', { count: defects.length }) }),
    summary: [t('site.pages.read', { count: read, asked: pages.length }), ...changesOf(site), ...defects.map(({ message }) => typeset(message))].join(' · '),
    updated: run.finishedAt,
  }] : []
  return { path: `sites/${id}`, title: t('data.feed.site', { site: name }), page: `/sites/${id}/`, entries }
}

/** What the feeds tell. */
export type Told = { indicators: readonly PublishedIndicator[]; sites: readonly PublishedSite[]; territory: PublishedTerritory; editions: readonly Pick<DatedEdition, 'name' | 'at'>[]; errata: readonly PublishedErratum[] }

export const feedsOf = ({ indicators, sites, territory, editions, errata }: Told): Feed[] => {
  const asOf = [territory.lastAudit, territory.lastPull].filter((at) => at !== null).sort().at(-1) ?? null
  return [...leafPillars.map((pillar) => pillarFeed(pillar, indicators, errata, asOf)), editionFeed(editions, errata, indicators), ...sites.map((site) => siteFeed(site, territory))]
}

/** A feed as Atom (RFC 4287). `address` gives the public address of a page or a file; a feed without entries is as old as the record. */
export function atomOf(feed: Feed, author: string, oldest: string, address: (path: string) => string): string {
  const self = address(`/flux/${feed.path}.atom`)
  const updated = feed.entries[0]?.updated ?? oldest
  const entries = feed.entries.map(({ page, mark, title, summary, updated: at }) => [
    '<entry>', `<id>${escapedXml(`${address(page)}#${encodeURIComponent(mark)}`)}</id>`, `<title>${escapedXml(title)}</title>`,
    `<link href="${escapedXml(address(page))}"/>`, `<updated>${at}</updated>`, `<summary>${escapedXml(summary)}</summary>`, '</entry>',
  ].join(''))
  return [
    '<?xml version="1.0" encoding="utf-8"?>', `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">`,
    `<id>${escapedXml(self)}</id>`, `<title>${escapedXml(feed.title)}</title>`, `<updated>${updated}</updated>`, `<author><name>${escapedXml(author)}</name></author>`,
    `<link rel="self" href="${escapedXml(self)}"/>`, `<link href="${escapedXml(address(feed.page))}"/>`, ...entries, '</feed>', '',
  ].join('\n')
}
