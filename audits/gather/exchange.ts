import type { Exchange } from '#effects/network/proxy-log'

const defaultPorts: Record<string, number> = { 'http:': 80, 'ws:': 80, 'https:': 443, 'wss:': 443 }

/**
 * What the proxy did for an address, most telling first: the very request in clear, else a tunnel or connection to its host and port.
 * The log of the proxy is authoritative: a page that we refused looks to the browser like a 403 of the site.
 */
export function exchangeFor(address: string, exchanges: readonly Exchange[]): Exchange | undefined {
  const url = URL.parse(address)
  if (url === null) return undefined
  const host = url.hostname.replace(/^\[|\]$|\.$/g, '')
  const port = url.port === '' ? defaultPorts[url.protocol] : Number(url.port)
  const toHost = exchanges.filter((exchange) => exchange.host === host && exchange.port === port)
  return toHost.find((exchange) => exchange.scheme === 'http' && exchange.path === url.pathname)
    ?? toHost.find((exchange) => exchange.ip !== null)
    ?? toHost[0]
}
