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
 * An address as two builds of a page, on two hosts, can share it: without the page's own host, query, and the print of a build in its last part.
 */
export function sharedAddress(address: string, pageUrl: string): string {
  const url = URL.parse(address)
  if (url === null) return address
  const host = url.host === URL.parse(pageUrl)?.host ? '' : `//${url.host}`
  return `${host}${url.pathname.replace(buildPrint, '')}`
}

/**
 * The name of a finding, which survives moved lines and changed values: the rule, the page, the sentence without its figures, the place
 * without positions and prints, the address without host and print. Where the place tells it, what the page wrote itself does not count.
 */
export function fingerprint(rule: string, page: Pick<CheckedPage, 'key' | 'url' | 'step' | 'pass' | 'profile'>, { message, selector, url }: Finding): string {
  const words = selector === undefined ? message : message.replaceAll(quoted, '« »')
  const names = [rule, pageKey(page), page.pass, page.profile, takeFigures(words).skeleton, normalisedPath(selector), url === undefined ? '' : sharedAddress(url, page.url)]
  return contentId('f', names)
}
