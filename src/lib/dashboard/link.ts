import { locale, localePrefix } from '#lib/words/locale'

/** Feeds, badges and cards: files, made of sentences. */
const speaks = /^\/(?:flux|badges|cartes)\//

/**
 * Address of a page of the dashboard, under the base path of the site and in its language: link('/sites/') is "/trefle/en/sites/" on an
 * English page of the site published under /trefle. Pages are named with both slashes, files with the first only: a file is the
 * same in every language, but for those that speak to people.
 */
export function link(path: string, base: string = import.meta.env.BASE_URL, language: string = locale): string {
  const said = /\/(?:#.*)?$/.test(path) || speaks.test(path)
  return `${base.replace(/\/$/, '')}${said ? localePrefix(language) : ''}${path}`
}

/** Address of the same page in another language; of its home page for one that is a file. */
export const linkIn = (language: string, path: string): string => link(path.endsWith('/') ? path : '/', undefined, language)
