import { describe, expect, it } from 'vitest'
import { heaviestFiles, keptFiles } from '#lib/web/heaviest-files'

const asked = (url: string, transferBytes: number) => ({ url, kind: 'image' as const, transferBytes })

describe('the heaviest files of a page', () => {
  it('are few, heaviest first, and say of how many', () => {
    const { all, files } = heaviestFiles(Array.from({ length: 30 }, (_, index) => asked(`https://ville.example/${index}.jpg`, 1000 * index)))
    expect([all, files.length, files[0], files.at(-1)]).toEqual([30, keptFiles, ['https://ville.example/29.jpg', 'image', 29_000], ['https://ville.example/22.jpg', 'image', 22_000]])
  })

  it('hold no query, no fragment, no name of a visitor, and no address without end', () => {
    const { files: [first, second] } = heaviestFiles([asked('https://moi:secret@ville.example/pont.jpg?jeton=42#ici', 5000), asked(`https://ville.example/${'a'.repeat(5000)}`, 10)])
    expect(first?.[0]).toBe('https://ville.example/pont.jpg')
    expect(second?.[0]).toHaveLength(300)
  })

  it('count an address once, however often it was asked', () => {
    expect(heaviestFiles([asked('https://ville.example/tuile?x=1', 700), asked('https://ville.example/tuile?x=2', 800)])).toEqual({ all: 1, files: [['https://ville.example/tuile', 'image', 1500]] })
  })

  it('are the same when only their headers vary', () => {
    expect(heaviestFiles([asked('https://ville.example/a.jpg', 812_345)])).toEqual(heaviestFiles([asked('https://ville.example/a.jpg', 812_401)]))
  })
})
