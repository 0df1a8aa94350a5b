/** An address as short as a page of its site allows: its path there, the host and the path elsewhere. */
export function shortAddress(address: string, home: string): string {
  const { origin } = new URL(home)
  return address.startsWith(`${origin}/`) ? address.slice(origin.length) : address.replace(/^https?:\/\//, '')
}
