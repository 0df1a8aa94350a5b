import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { filesAskedBy } from '#lib/dashboard/page-weight'
import type { BuiltSite } from './setup.ts'

/** Addresses of the pages of a built dashboard in one language, base included, in order. */
export function pagesOf({ folder, base }: BuiltSite, language = 'fr'): string[] {
  const inLanguage = (file: string) => (/^(en|de)(?=[\\/])/.exec(file)?.[1] ?? 'fr') === language
  return globSync('**/*.html', { cwd: folder }).filter(inLanguage).sort().map((file) => base + file.replaceAll('\\', '/').replace(/(^|\/)index\.html$/, '$1'))
}

/** The file behind an address, or null when the host would not find it. */
export function fileOf({ folder, base }: BuiltSite, address: string): string | null {
  const [path = ''] = decodeURIComponent(address).split(/[?#]/)
  if (!path.startsWith(base)) return null
  const file = join(folder, path.slice(base.length), path.endsWith('/') ? 'index.html' : '')
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : null
}

export const htmlOf = (site: BuiltSite, address: string): string => readFileSync(fileOf(site, address) ?? `missing ${address}`, 'utf8')

/** What a built page asks for as it opens, without the page itself. */
export const filesOf = (site: BuiltSite, html: string): string[] => filesAskedBy(html, (href) => htmlOf(site, href))
