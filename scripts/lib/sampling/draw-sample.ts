import type { Captured } from '#model/failure'
import type { LeftOut, LeftOutReason, Sample } from '#model/sample'
import type { Site } from '#model/site'
import { chooseSample, sampleMethod } from '#lib/sampling/choice'
import { scopeOf } from '#lib/sampling/scope'
import { crawl, type Crawl } from './crawl.ts'
import { politeClient, type PoliteOptions } from '../network/polite-client.ts'

export type DrawOptions = Omit<PoliteOptions, 'isOwn'> & {
  /** As declared in sites.yml. */
  site: Site
  seed: string
  maxPages: number
  /** RGAA: at least a tenth of the rest of the sample. */
  randomShare: number
  /** Instant of the draw. */
  at: string
  /** The sample that this one replaces; its ids are kept, and its date where the pages stay the same. */
  before: Sample | null
  onPage?: (asked: number, known: number) => void
}

/** Reads a site and draws its sample. The failure is that of the home page: nothing can be said without it. */
export async function drawSample({ site, seed, maxPages, randomShare, at, before, onPage, ...polite }: DrawOptions): Promise<Captured<Sample>> {
  const scope = scopeOf(site.url)
  const client = politeClient({ ...polite, isOwn: scope.isOwn })
  const crawled = await crawl({ url: site.url, scope, declared: site.pages.map(({ path }) => path), seed, maxPages, client, ...(onPage ? { onPage } : {}) })
  if (!crawled.ok) return crawled
  const { pages, documents, known, notes } = crawled.value
  const earlier = before ? [...before.pages, ...before.formerly] : []
  const knownIds = new Map(earlier.map(({ path, id }) => [path, id]))
  const choice = chooseSample({ home: scope.home, declared: site.pages, pages, documents, knownIds, seed, randomShare })
  return {
    ok: true,
    value: {
      generated: 'by trefle sample, do not edit', schema: 'trefle/sample@2', site: site.id, method: sampleMethod, seed, drawnAt: at,
      since: before && samePages(before.pages, choice.pages) ? before.since : at,
      seen: { known, read: pages.length, templates: choice.templates },
      pages: choice.pages,
      formerly: earlier.filter(({ path }) => !choice.pages.some((page) => page.path === path)).map(({ id, path }) => ({ id, path })),
      leftOut: counted([...choice.leftOut, ...unread(crawled.value, choice.pages)]), notes,
    },
  }
}

/** A declared page stays in the sample when it could not be read: it is not left out as well. */
function unread({ leftOut }: Crawl, chosen: Sample['pages']): LeftOut[] {
  return leftOut.filter(({ path }) => !chosen.some((page) => page.path === path))
}

function samePages(before: Sample['pages'], after: Sample['pages']): boolean {
  const measured = (pages: Sample['pages']) => pages.filter(({ format }) => format === 'page').map(({ path }) => path).sort().join('\n')
  return measured(before) === measured(after)
}

const namedCap = 200

/** A few of each reason are named before many of one. */
function counted(all: readonly LeftOut[]): Sample['leftOut'] {
  const byReason = [...Map.groupBy(all, ({ why }) => why)]
  const share = Math.floor(namedCap / Math.max(1, byReason.length))
  return {
    counts: Object.fromEntries(byReason.map(([why, list]) => [why, list.length])) as Partial<Record<LeftOutReason, number>>,
    named: byReason.flatMap(([, list]) => list.slice(0, share)),
  }
}
