import { expect, it } from 'vitest'
import { retryAfterSeconds } from '#audits/gather/retry-after'

const now = new Date('2026-11-22T03:40:00Z')
const answered = (statusCode: number, value?: string) => retryAfterSeconds({ statusCode, responseHeaders: value === undefined ? [] : [{ name: 'Retry-After', value }] }, now)

it.each([
  [429, '30', 30], [503, ' 0 ', 0], [503, 'Sun, 22 Nov 2026 03:41:10 GMT', 70], [429, 'Sun, 22 Nov 2026 03:00:00 GMT', 0],
  [429, 'bientôt', undefined], [429, '-5', undefined], [429, '1.5', undefined], [429, undefined, undefined], [200, '30', undefined], [404, '30', undefined],
])('a site that answers %i with « Retry-After: %s » asks for %s seconds', (status, value, seconds) => {
  expect(answered(status, value)).toBe(seconds)
})
