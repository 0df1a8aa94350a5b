import { cleanText } from '#lib/words/clean'
import type { Failure, FailureCode } from '#model/failure'

/** Error codes of Node, OpenSSL, llhttp and undici, and the closed code that each becomes; the first that matches. */
const meanings: readonly (readonly [RegExp, FailureCode])[] = [
  [/^(ENOTFOUND|EAI_)/, 'dns'],
  [/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EACCES|EPERM)$/, 'refused'],
  [/^(ETIMEDOUT|TimeoutError|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/, 'timeout'],
  [/^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET)$/, 'reset'],
  [/^UND_ERR_RES_EXCEEDED_MAX_SIZE$/, 'too-large'],
  [/^(HPE_|HTTPParserError|ERR_HTTP_|ERR_INVALID_CHAR|ERR_INVALID_HTTP_TOKEN|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES)/, 'http'],
  [/^(CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERR_TLS_|ERR_SSL_|CRL_|ERROR_IN_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|HOSTNAME_MISMATCH|EPROTO$)/, 'tls'],
  [/^(ABORT_ERR|AbortError|ERR_STREAM_(PREMATURE_CLOSE|DESTROYED|UNABLE_TO_PIPE|WRITE_AFTER_END)|UND_ERR_(ABORTED|DESTROYED|CLOSED))$/, 'interrupted'],
  // What is left of errno is about this machine: too many open files, no buffer, network down.
  [/^E[A-Z0-9]+$/, 'collector'],
]

/** What an error of the network means. An error that the network cannot explain is a bug: it is thrown again. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) throw error
  const name = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  const meaning = meanings.find(([pattern]) => pattern.test(name))
  if (!meaning) throw error
  return { code: meaning[1], detail: cleanText(error.message) || name }
}
