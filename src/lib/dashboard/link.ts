/**
 * Address of a page of the dashboard, under the base path of the site: link('/sites/') is "/trefle/sites/" when the
 * site is published under /trefle. Pages are named with both slashes, files with the first only.
 */
export function link(path: string, base: string = import.meta.env.BASE_URL): string {
  return `${base.replace(/\/$/, '')}${path}`
}
