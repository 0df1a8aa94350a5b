import { describe, expect, test } from 'vitest'
import { failureOf } from '#effects/network/network-failure'

const error = (code: string) => Object.assign(new Error(`${code} happened`), { code })

describe('an error of the network becomes one of the closed codes', () => {
  test.each([
    ['ENOTFOUND', 'dns'], ['EAI_AGAIN', 'dns'], ['ECONNREFUSED', 'refused'], ['EHOSTUNREACH', 'refused'], ['ETIMEDOUT', 'timeout'], ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
    ['ECONNRESET', 'reset'], ['EPIPE', 'reset'], ['UND_ERR_SOCKET', 'reset'], ['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'too-large'], ['HPE_INVALID_CONSTANT', 'http'],
    ['ERR_HTTP_INVALID_STATUS_CODE', 'http'], ['CERT_HAS_EXPIRED', 'tls'], ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'], ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'], ['EPROTO', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'], ['ERR_STREAM_PREMATURE_CLOSE', 'interrupted'], ['ABORT_ERR', 'interrupted'], ['EMFILE', 'collector'],
  ])('%s is %s', (code, closed) => {
    expect(failureOf(error(code))).toEqual({ code: closed, detail: `${code} happened` })
  })

  test('a deadline is a timeout', () => {
    expect(failureOf(new DOMException('too late', 'TimeoutError'))).toEqual({ code: 'timeout', detail: 'too late' })
  })

  test('its words are cleaned, since a server may have written them', () => {
    expect(failureOf(Object.assign(new Error('a\u001B[31m\nb'), { code: 'ECONNRESET' })).detail).toBe('a b')
  })

  test('but a bug stays a bug', () => {
    expect(() => failureOf(new TypeError('x is not a function'))).toThrow(TypeError)
    expect(() => failureOf(error('ERR_INVALID_ARG_TYPE'))).toThrow('ERR_INVALID_ARG_TYPE')
    expect(() => failureOf('text')).toThrow()
  })
})
