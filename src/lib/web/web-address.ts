/** An address that may become a link: http or https, and not longer than a browser shows. Null: it stays a text. */
export function openable(address: string): string | null {
  if (!URL.canParse(address) || address.length > 2048) return null
  const { protocol, href } = new URL(address)
  return protocol === 'http:' || protocol === 'https:' ? href : null
}
