import type { Artifacts } from '#model/evidence'
import { NoticeKind, type Notice } from '#model/notice'
import { noticeLink, planLinks } from '#lib/statements/notice-links'
import { cleanAddress, matchesSuffix, sameSite } from '#lib/web/address'
import { cleanText } from '#lib/words/clean'
import { withRanges } from '#effects/network/guard'
import { politeClient } from '#effects/network/polite-client'
import { linksOf } from './links.ts'
import type { Load, LoadJob } from './load.ts'
import { readDocument, type Asker } from './notice-document.ts'
import { gatherText } from './text.ts'

/** For all the documents of a home page: what is not read by then says so. */
const budgetMs = 30_000
const requestMs = 8_000
const plansCap = 4

type Link = { url: string; text: string }

/**
 * The statements and notices of a site. On the home page: those behind its links, asked once by the guarded client, unless the sample
 * has them as pages of their own; on such a page: the page as the browser shows it. Nothing on the others.
 */
export async function gatherNotices(load: Load): Promise<Artifacts['notices']> {
  const own = NoticeKind.safeParse(load.job.role)
  if (!own.success && load.job.role !== 'home') return []
  const links = (await linksOf(load)).map(({ url, text }) => ({ url, text: cleanText(text) }))
  const asker = askerFor(load)
  return own.success ? [await shownPage(own.data, load, links, asker)] : behindLinks(load.job, links, asker)
}

async function behindLinks(job: LoadJob, links: readonly Link[], asker: Asker): Promise<Notice[]> {
  const notices: Notice[] = []
  for (const kind of NoticeKind.options) {
    const link = noticeLink(kind, links)
    if (link === undefined || isSampled(link.url, kind, job)) continue
    const { links: within, ...document } = await readDocument(link.url, asker)
    notices.push({ kind, url: cleanAddress(link.url), linkText: link.text, ...document, plans: kind === 'accessibility' ? await followPlans(within, asker) : [] })
  }
  return notices
}

async function shownPage(kind: NoticeKind, load: Load, links: readonly Link[], asker: Asker): Promise<Notice> {
  const { visibleText } = await gatherText(load)
  return {
    kind, url: cleanAddress(load.job.url), linkText: null, format: 'page', text: visibleText, cut: visibleText.length >= 40_000,
    plans: kind === 'accessibility' ? await followPlans(links, asker) : [], status: null, failure: null,
  }
}

/** True when the page is in the sample with this role: it is then read there, as it is shown. */
function isSampled(address: string, kind: NoticeKind, { site }: LoadJob): boolean {
  const place = (url: string, base?: string) => { const parsed = URL.parse(url, base); return parsed && `${parsed.host}${parsed.pathname.replace(/\/$/, '')}` }
  return site?.pages.some(({ role, path }) => role === kind && place(path, site.url) === place(address)) ?? false
}

async function followPlans(links: readonly Link[], { ask }: Asker): Promise<Notice['plans']> {
  const addresses = [...new Set(planLinks(links).map(({ url }) => url.replace(/#.*$/, '')))].slice(0, plansCap)
  const plans: Notice['plans'] = []
  for (const url of addresses) {
    const answer = await ask(url)
    // A plan that is too heavy to be read is there all the same.
    const there = !answer.ok && answer.failure.code === 'too-large'
    plans.push({ url: cleanAddress(url), status: answer.ok ? answer.value.status : there ? 200 : null, failure: answer.ok || there ? null : answer.failure })
  }
  return plans
}

/** Asks within the domain of the site and those that it declares, one address after the other, until the time is up. */
function askerFor({ job, settings }: Load): Asker {
  const isOwn = (address: string) => sameSite(address, job.url) || (job.site?.sameOrganisation ?? []).some((domain) => matchesSuffix(URL.parse(address)?.hostname ?? '', domain))
  const { ask } = politeClient({ guard: withRanges(settings.guard, job.site?.allowPrivate), spkiHashes: settings.spkiHashes, contact: settings.contact, isOwn, timeoutMs: requestMs })
  const end = performance.now() + budgetMs
  return {
    async ask(address) {
      if (!isOwn(address)) return { ok: false, failure: { code: 'not-attempted', detail: `on another domain: ${cleanText(URL.parse(address)?.host, 100)}` } }
      if (performance.now() > end) return { ok: false, failure: { code: 'timeout', detail: `the documents of the site were not read in ${budgetMs} ms` } }
      return ask(address, 5_000_000)
    },
  }
}
