import type { Finding } from '#model/outcome'
import { normalisedPath } from '#lib/publish/dom-path'
import { contentId } from '#lib/record/content-id'
import { takeFigures } from '#lib/words/figures'
import type { CheckedPage } from './check-report.ts'

/** Names a page on whatever host answers: its path, and its step in a scenario. */
export const pageKey = ({ key, url, step }: Pick<CheckedPage, 'key' | 'url' | 'step'>): string => key ?? `${URL.parse(url)?.pathname ?? url}${step === undefined ? '' : ` (${step})`}`

/** The words that a page wrote itself, which the message quotes. */
const quoted = /« [^»]* »/g
/** The print of a build in the name of a file: "main.8f3a2c1b.js", "main-DxY7_k2Q.css". */
const buildPrint = /[.-](?=[\w-]*\d)[\w-]{6,}(?=\.[a-z\d]+$)/i

/**
 * An address as two builds of a page, on two hosts or under two folders, can share it: without what they lie under, query, and the print of a
 * build in its last part.
 */
export function sharedAddress(address: string, { url: pageUrl, finalUrl, bases = [] }: Pick<CheckedPage, 'url' | 'bases'> & Partial<Pick<CheckedPage, 'finalUrl'>>): string {
  const url = URL.parse(address)
  if (url === null) return address
  const base = bases.find((each) => url.href.startsWith(each))
  if (base !== undefined) return `/${url.pathname.slice(new URL(base).pathname.length).replace(buildPrint, '')}`
  const isOwn = [pageUrl, finalUrl ?? pageUrl].some((own) => URL.parse(own)?.host === url.host)
  return `${isOwn ? '' : `//${url.host}`}${url.pathname.replace(buildPrint, '')}`
}

/**
 * The name of a finding, which survives moved lines and changed values: the rule, the page, the sentence without its figures, the place
 * without positions and prints, the address without host and print. Where the place tells it, what the page wrote itself does not count.
 */
export function fingerprint(rule: string, page: Pick<CheckedPage, 'key' | 'url' | 'step' | 'pass' | 'profile' | 'bases'>, { message, selector, url }: Finding): string {
  const words = selector === undefined ? message : message.replaceAll(quoted, '« »')
  const names = [rule, pageKey(page), page.pass, page.profile, takeFigures(words).skeleton, normalisedPath(selector), url === undefined ? '' : sharedAddress(url, page)]
  return contentId('f', names)
}
