import { cleanAddress, sameSite } from '#lib/web/address'
import { cleanText } from '#lib/words/clean'
import { guardedRequest } from '#effects/network/guarded-request'
import type { SecurityTxt } from '#model/security-txt'
import type { Load } from './load.ts'

/** RFC 9116 section 5.4 asks readers to set a limit; a real file holds a few lines. */
const maxBytes = 32_768

/** Asks for the security.txt of the site once (RFC 9116, section 3). What was not found is a value. */
export async function gatherSecurityTxt({ finalUrl, job, settings }: Load): Promise<SecurityTxt> {
  const url = new URL('/.well-known/security.txt', finalUrl || job.url)
  const answer = await guardedRequest(url.href, {
    guard: settings.guard, contact: settings.contact, method: 'GET', maxBytes, timeoutMs: 10_000, maxRedirects: 3, spkiHashes: settings.spkiHashes,
  })
  if (!answer.ok) return { url: cleanAddress(url.href), status: null, failure: answer.failure, sameSite: true, isText: false, fields: [] }
  const { status, headers, body, finalUrl: reached } = answer.value
  const text = new TextDecoder().decode(body)
  const isText = /^text\/plain\b/i.test(headers['content-type'] ?? '') && !/^\uFEFF?\s*</.test(text)
  return { url: cleanAddress(reached), status, failure: null, sameSite: sameSite(reached, url.href), isText, fields: isText && status === 200 ? fieldsOf(text) : [] }
}

/** Lines `Field: value`; comments, blank lines and the armour of an OpenPGP signature are left out (RFC 9116, section 2.3). */
function fieldsOf(text: string): SecurityTxt['fields'] {
  const [signed = ''] = text.split('-----BEGIN PGP SIGNATURE-----')
  return signed.split(/\r?\n/).flatMap((line) => {
    const [, name, value] = /^([A-Za-z][A-Za-z-]*):[ \t]*(\S.*)$/.exec(line.trim()) ?? []
    return name === undefined || value === undefined || name === 'Hash' ? [] : [{ name: cleanText(name, 80), value: cleanText(value, 2048) }]
  }).slice(0, 100)
}
