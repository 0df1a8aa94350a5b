import type { Evidence } from '#model/evidence'
import type { Site } from '#model/site'
import type { Registry } from '#model/third-party'
import { networkRequests } from '#lib/web/network'
import { hostCalls } from '#lib/web/third-party-calls'
import type { Inventory } from './check-report.ts'

/** What a page is made of, as two visits are compared by it. What was not read is null. */
export function inventoryOf({ artifacts: { requests, dom, cookies, storage } }: Evidence, site: Site | null, registry: Registry): Inventory {
  const calls = requests?.ok ? hostCalls(requests.value, site, registry) : []
  const others = new Set(calls.filter(({ ring }) => ring === 'third-party').map(({ host }) => host))
  return {
    resources: requests?.ok ? networkRequests(requests.value).map(({ url, kind, transferBytes, resourceBytes, status }) =>
      ({ url, kind, transferBytes, resourceBytes, status, thirdParty: others.has(URL.parse(url)?.hostname ?? '') })) : null,
    dom: dom?.ok ? dom.value.parts?.map(({ selector, elements }) => ({ place: selector, elements })) ?? null : null,
    cookies: cookies?.ok && storage?.ok ? [...new Set([...cookies.value.map(({ name, domain }) => `${name} ${domain}`), ...storage.value.map(({ name, origin }) => `${name} ${origin}`)])].sort() : null,
    hosts: requests?.ok ? calls.map(({ host, transferBytes }) => ({ host, transferBytes })) : null,
  }
}
