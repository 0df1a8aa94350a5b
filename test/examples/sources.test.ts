import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { exampleSources } from '../../examples/villeneuve/make-sources.ts'

describe('the sources of the example town', () => {
  it.each(Object.entries(exampleSources()))('are what their generator writes: %s', async (name, bytes) => {
    const committed = await readFile(new URL(`../../examples/villeneuve/data/sources/${name}`, import.meta.url))
    expect(committed.equals(bytes)).toBe(true)
  })

  it('stay small enough for a repository', () => {
    for (const bytes of Object.values(exampleSources())) expect(bytes.length).toBeLessThan(2_000_000)
  })
})
