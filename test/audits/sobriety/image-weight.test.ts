import { describe, expect, test } from 'vitest'
import audit from '#audits/sobriety/image-weight'
import type { Artifacts } from '#model/evidence'
import { aContext, aRequest, anImage } from '../../builders.ts'

const judge = (...images: Artifacts['images']) => audit.judge({ requests: [aRequest()], images }, aContext())
const oversized = anImage({ naturalWidth: 4000, naturalHeight: 3000, displayedWidth: 400, displayedHeight: 300, transferBytes: 900_000 })

describe('the weight of images', () => {
  test('is the bytes of image requests alone', () => {
    const requests = [aRequest({ transferBytes: 300 }), aRequest({ kind: 'script', transferBytes: 5000 }), aRequest({ transferBytes: 40, phase: 'scroll' })]
    expect(audit.judge({ requests, images: [anImage()] }, aContext())).toMatchObject({ outcome: 'pass', measure: { value: 340, unit: 'B' } })
  })

  test('is known, and nil, on a page without image', () => {
    expect(audit.judge({ requests: [aRequest({ kind: 'document' })], images: [] }, aContext())).toMatchObject({ outcome: 'not-applicable', measure: { value: 0, unit: 'B' } })
  })
})

describe('an image far larger than shown', () => {
  test('is told with its sizes and its place', () => {
    expect(judge(oversized)).toMatchObject({
      outcome: 'fail',
      findings: [{ message: 'Image de 4000 × 3000 pixels affichée en 400 × 300 (900 ko).', selector: 'main img', url: 'https://www.ville.example/photo.jpg' }],
    })
  })

  test.each([
    ['twice the display suits fine screens', { naturalWidth: 800, naturalHeight: 600 }],
    ['one long side alone may be cropped', { naturalWidth: 4000, naturalHeight: 400 }],
    ['little weight is little waste', { transferBytes: 99_999 }],
    ['a vector image has no pixels', { mimeType: 'image/svg+xml' }],
    ['a hidden image has no display to compare with', { displayedWidth: 0, displayedHeight: 0 }],
    ['an unknown weight accuses nobody', { transferBytes: null }],
  ])('is not signalled when %s', (_why, part) => expect(judge({ ...oversized, ...part }).outcome).toBe('pass'))

  test('is not signalled when it is shown large elsewhere on the page', () => {
    expect(judge(oversized, { ...oversized, selector: 'dialog img', displayedWidth: 3000, displayedHeight: 2250 }).outcome).toBe('pass')
  })
})

test('a heavy image in an older format is a hint, never a failure', () => {
  expect(judge(anImage({ mimeType: 'image/jpeg', transferBytes: 250_000 }))).toMatchObject({ outcome: 'informative', findings: [{ message: expect.stringContaining('Image JPEG de 250 ko') }] })
  expect(judge(anImage({ mimeType: 'image/avif', transferBytes: 250_000 })).outcome).toBe('pass')
})
