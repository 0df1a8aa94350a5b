import { describe, expect, it } from 'vitest'
import { fileChanges } from '#lib/publish/file-changes'
import { siteFileChanges, isHeavier } from '#lib/publish/site-changes'
import type { FileChange } from '#model/publication'
import type { HeavyFile } from '#model/result'
import { aPage, aSite } from '../../published-builders.ts'

const at = 'https://ville.example'
const image = (name: string, bytes: number): HeavyFile => [`${at}/${name}`, 'image', bytes]
const whole = (...files: HeavyFile[]) => ({ all: files.length, files })
/** The heaviest of many more. */
const some = (...files: HeavyFile[]) => ({ all: 40, files })
const told = (changes: readonly FileChange[]) => changes.map(({ url, before, after, under }) => [url.slice(at.length + 1), before, after, ...(under === undefined ? [] : [under])])

describe('the files of a page between two visits', () => {
  it('tell which one weighs more or less, the largest difference first', () => {
    expect(told(fileChanges(whole(image('a.jpg', 50_000), image('b.jpg', 40_000)), whole(image('a.jpg', 45_000), image('b.jpg', 90_000))))).toEqual([['b.jpg', 40_000, 90_000], ['a.jpg', 50_000, 45_000]])
  })

  it('say nothing of what weighs the same but for its headers', () => expect(fileChanges(whole(image('a.jpg', 50_000)), whole(image('a.jpg', 50_400)))).toEqual([]))

  it('tell what is new and what is gone when every file is known', () => {
    expect(told(fileChanges(whole(image('a.jpg', 50_000)), whole(image('b.jpg', 60_000))))).toEqual([['b.jpg', null, 60_000], ['a.jpg', 50_000, null]])
  })

  it('do not call new what may only have been lighter: they say what it weighed at most', () => {
    expect(told(fileChanges(some(image('a.jpg', 50_000), image('b.jpg', 20_000)), some(image('c.jpg', 70_000), image('a.jpg', 50_000))))).toEqual([['c.jpg', null, 70_000, 20_000]])
    expect(told(fileChanges(some(image('a.jpg', 50_000), image('b.jpg', 40_000)), some(image('a.jpg', 50_000), image('c.jpg', 40_500))))).toEqual([])
  })

  it('know a file that a build named anew', () => {
    expect(told(fileChanges(whole(image('app.3f0a91cc.js', 50_000)), whole(image('app.77b1e05d.js', 80_000))))).toEqual([['app.77b1e05d.js', 50_000, 80_000]])
    expect(told(fileChanges(whole(image('index-DfT9xQ2b.js', 50_000)), whole(image('index-Ab3kQz91.js', 80_000))))).toEqual([['index-Ab3kQz91.js', 50_000, 80_000]])
  })

  it('do not take another picture for the same', () => {
    expect(told(fileChanges(whole(image('photo-1.jpg', 50_000)), whole(image('photo-2.jpg', 80_000))))).toEqual([['photo-2.jpg', null, 80_000], ['photo-1.jpg', 50_000, null]])
    expect(told(fileChanges(whole(image('stylesheet.jpg', 50_000)), whole(image('typography.jpg', 80_000))))).toHaveLength(2)
  })
})

it('the files of a site are said once, what weighs most over its pages first', () => {
  const file = (url: string, before: number | null, after: number | null): FileChange => ({ url, kind: 'image', before, after })
  const page = (id: string, files: FileChange[]) => ({ ...aPage(id), changes: { from: 'a', to: 'b', audits: [], files } })
  const changes = siteFileChanges([aSite('portail', [page('accueil', [file('logo', 10_000, 60_000), file('pont', 0, 120_000)]), page('contact', [file('logo', 10_000, 60_000)]), page('agenda', [file('logo', 10_000, 60_000)])], [])])
  expect(changes.map(({ file: { url }, pages }) => [url, pages.length])).toEqual([['logo', 3], ['pont', 1]])
  expect([file('a', 2, 1), file('a', null, 1), file('a', 1, null)].map(isHeavier)).toEqual([false, true, false])
})
