import type { Frame } from 'puppeteer'

type Realm = { evaluate(expression: string): Promise<unknown> }

/**
 * Runs a function in the isolated world of a frame: it shares the document with the page and none of its JavaScript,
 * so a page that overrides `Array.prototype` or `JSON` changes nothing. The function is sent as text: it may use only
 * its arguments, the globals of a browser, and `using`, the functions that it calls by name.
 * Rejects when the frame is gone. What comes back was made in a hostile page: parse it.
 */
export async function inIsolation<A extends readonly unknown[], R>(
  frame: Frame, run: (...args: A) => R | Promise<R>, args: A, using: readonly (string | ((...args: never[]) => unknown))[] = [],
): Promise<R> {
  const helpers = using.map((part) => String(part)).join('\n')
  const values = args.map((arg) => JSON.stringify(arg) ?? 'undefined').join(',')
  // puppeteer keeps isolatedRealm() out of its types, though its own queries stand on it; its version is pinned.
  const realm = (frame as unknown as { isolatedRealm(): Realm }).isolatedRealm()
  return await realm.evaluate(`(() => {${helpers}\nreturn (${String(run)})(${values})})()`) as R
}
