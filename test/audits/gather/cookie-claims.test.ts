import { describe, expect, it } from 'vitest'
import { parseClaim } from '#audits/gather/cookie-claims'

const now = Date.parse('2026-11-22T00:00:00Z')
const days = (line: string) => parseClaim(line, 'ville.test', now)?.days

describe('the life that a cookie asks for', () => {
  it('is Max-Age in days, which wins over Expires', () => {
    expect(days('a=1; Expires=Wed, 23 Nov 2026 00:00:00 GMT; Max-Age=63072000')).toBe(730)
  })
  it('is the time until Expires', () => {
    expect(days('a=1; expires=Tue, 22 Dec 2026 00:00:00 GMT')).toBe(30)
  })
  it('is unknown for a session cookie or a date that cannot be read', () => {
    expect(days('a=1; Path=/; Secure')).toBeNull()
    expect(days('a=1; Expires=jamais')).toBeNull()
  })
  it('is negative or nothing for a cookie that is being removed', () => {
    expect(days('a=; Max-Age=0')).toBe(0)
    expect(days('a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT')).toBeLessThan(0)
  })
  it('belongs to the domain that the line names, else to the host', () => {
    expect(parseClaim('a=1; Domain=.ville.test', 'www.ville.test', now)).toMatchObject({ name: 'a', host: 'ville.test' })
    expect(parseClaim('a=1', 'www.ville.test', now)).toMatchObject({ host: 'www.ville.test' })
  })
  it('is none when the line names no cookie', () => {
    expect(parseClaim('=valeur', 'ville.test', now)).toBeNull()
    expect(parseClaim('', 'ville.test', now)).toBeNull()
  })
})
