import manifest from '../../../package.json' with { type: 'json' }

/** What Trèfle says of itself to the sites it visits: its name, its version, and how to reach the people behind it. */
export function userAgent(contact?: string): string {
  return `Trefle/${manifest.version}${contact === undefined || contact === '' ? '' : ` (+${contact})`}`
}
