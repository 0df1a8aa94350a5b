import { guardedRequest } from '#effects/network/guarded-request'
import { cleanAddress, sameSite } from '#lib/web/address'
import { cleanText } from '#lib/words/clean'
import type { Artifacts } from '#model/evidence'
import { inIsolation } from '../isolated.ts'
import type { Load } from '../load.ts'
import { selectorOf } from '../selector.ts'
import { everywhere, isExposed, isShown, reading, solid } from './reading.ts'

/** A visit is not a crawl: links of the site only, the first ones, one after the other. */
const [maxAsked, maxBytes, timeoutMs, budgetMs] = [20, 200_000, 2000, 6000]

/** What the page says that the site holds, and what the site answers for a sample of it. */
export async function gatherSiteMap(load: Load): Promise<Artifacts['siteMap']> {
  const links = await inIsolation(load.page.mainFrame(), readMapLinks, [], [selectorOf, ...reading])
  const startedAt = performance.now()
  const statuses = new Map<string, number | null>()
  for (const { address } of links) {
    if (statuses.size >= maxAsked || performance.now() - startedAt > budgetMs) break
    if (!statuses.has(address) && sameSite(address, load.finalUrl)) statuses.set(address, await statusOf(address, load))
  }
  return { links: links.map(({ address, text, selector }) => ({ address: cleanAddress(address), text: cleanText(text), selector: cleanText(selector), status: statuses.get(address) ?? null })) }
}

/** What the site answers; a refusal is asked again in full, since some servers refuse HEAD. Null when it did not answer. */
async function statusOf(address: string, { settings }: Load): Promise<number | null> {
  const { guard, contact, spkiHashes } = settings
  const ask = async (method: 'HEAD' | 'GET') => {
    const answer = await guardedRequest(address, { guard, contact, spkiHashes, method, maxBytes, timeoutMs, maxRedirects: 5 })
    return answer.ok ? answer.value.status : null
  }
  const status = await ask('HEAD')
  return status !== null && status >= 400 ? ask('GET') : status
}

/** Page function: the links of the page's own content, each address once. */
function readMapLinks() {
  const main = everywhere('main, [role="main"]').find(isShown)
  const links = everywhere('a[href]').filter((link): link is HTMLAnchorElement => link instanceof HTMLAnchorElement && /^https?:$/.test(link.protocol) && isShown(link) && isExposed(link))
  const own = links.filter((link) => (main ? main.contains(link) : !link.closest('nav, header, footer, [role="navigation"], [role="banner"], [role="contentinfo"]')))
  const bare = (link: HTMLAnchorElement) => link.href.replace(/#.*$/, '')
  return [...new Map(own.map((link) => [bare(link), link])).values()].filter((link) => bare(link) !== location.href.replace(/#.*$/, ''))
    .slice(0, 300).map((link) => ({ address: bare(link), text: solid(link.textContent), selector: selectorOf(link) }))
}
