import { link } from '#lib/dashboard/link'

/** Public address of a page or a file; null while nobody has said where the dashboard stands (`trefle build --site`). */
export function publicAddress(site: string | undefined = import.meta.env.SITE): ((path: string) => string) | null {
  return site ? (path) => new URL(link(path), site).href : null
}
