import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { movementOf } from '#lib/web/animated-image'
import { aGif, aPng } from '../../fixtures/animated-images.ts'

/** An animated WebP as a tool of the trade writes it: three frames of 4 × 4 pixels. */
const aWebp = (loop: number, delay: number[]) =>
  sharp(Buffer.from(Array.from({ length: 4 * 12 * 3 }, (_, index) => (index * 53) % 256)), { raw: { width: 4, height: 12, channels: 3, pageHeight: 4 } }).webp({ loop, delay, lossless: true }).toBuffer()
const still = (format: 'png' | 'gif' | 'webp' | 'jpeg') => sharp({ create: { width: 4, height: 4, channels: 3, background: '#fff' } }).toFormat(format).toBuffer()

describe('an animated image', () => {
  test('that plays for ever has no end, in each format', async () => {
    expect(movementOf(aGif({ frames: 2, hundredths: 50, again: 0 }))).toEqual({ frames: 2, seconds: null })
    expect(movementOf(aPng({ frames: 2, hundredths: 50, again: 0 }))).toEqual({ frames: 2, seconds: null })
    expect(movementOf(await aWebp(0, [500, 500, 500]))).toEqual({ frames: 3, seconds: null })
  })

  test('lasts its delays, as often as it plays', async () => {
    expect(movementOf(aGif({ frames: 4, hundredths: 50 }))).toEqual({ frames: 4, seconds: 2 })
    expect(movementOf(aGif({ frames: 4, hundredths: 50, again: 2 }))).toEqual({ frames: 4, seconds: 6 })
    expect(movementOf(aPng({ frames: 4, hundredths: 50, again: 2 }))).toEqual({ frames: 4, seconds: 4 })
    expect(movementOf(await aWebp(2, [500, 500, 1000]))).toEqual({ frames: 3, seconds: 4 })
  })

  test('of a delay that browsers refuse lasts what they play', () => {
    expect(movementOf(aGif({ frames: 10, hundredths: 0 }))?.seconds).toBeCloseTo(1)
  })
})

test('a still image, another format, a file that is cut and bytes that are no image do not move', async () => {
  for (const format of ['png', 'gif', 'webp', 'jpeg'] as const) expect(movementOf(await still(format)), format).toBeNull()
  expect(movementOf(aGif({ frames: 1, hundredths: 50, again: 0 }))).toBeNull()
  for (const length of [0, 3, 12, 20, 60]) expect(movementOf(aGif({ frames: 3, hundredths: 50 }).subarray(0, length)), String(length)).toBeNull()
  expect(movementOf(new TextEncoder().encode('<!doctype html><title>Non trouvée</title>'))).toBeNull()
})
