import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadFactorBook } from '#effects/factors'

const factor = { id: 'a.b', name: 'A', value: 1, unit: 'kg', perimeter: 'p', year: 2024, source: 's', licence: 'l', relativeStandardDeviation: null, uncertaintyBasis: 'none' }

async function bookOf(files: Record<string, unknown>): ReturnType<typeof loadFactorBook> {
  const folder = await mkdtemp(join(tmpdir(), 'trefle-factors-'))
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  return loadFactorBook(folder)
}

describe('the factor book', () => {
  it('gives every device a source, a licence and an uncertainty whose basis is said', async () => {
    const { devices, factors } = await loadFactorBook()
    for (const id of ['laptop', 'desktop', 'monitor', 'smartphone', 'tablet', 'printer', 'server', 'switch']) expect(devices.has(id), id).toBe(true)
    for (const { id, source, licence } of [...devices.values(), ...factors.values()]) expect(source.length * licence.length, id).toBeGreaterThan(0)
    for (const { id, relativeStandardDeviation: r, uncertaintyBasis } of factors.values()) expect(uncertaintyBasis === 'none', id).toBe(r === null)
  })

  it('keeps the sources of electricity apart', async () => {
    const { factors } = await loadFactorBook()
    expect(factors.get('electricity.fr.ademe.2024')?.value).toBe(0.0519)
    expect(factors.get('electricity.fr.rte.2024')?.perimeter).toContain('directes')
  })

  it('refuses an identifier that exists in another file', async () => {
    await expect(bookOf({ 'a.json': { factors: [factor] }, 'b.json': { factors: [factor] } })).rejects.toThrow(/a\.b/)
  })

  it('refuses a factor without source and says where', async () => {
    const { source: _source, ...unsourced } = factor
    await expect(bookOf({ 'a.json': { factors: [unsourced] } })).rejects.toMatchObject({ name: 'UsageError', mend: expect.stringContaining('source') })
  })

  it('refuses what is not JSON', async () => {
    await expect(bookOf({ 'a.json': '{ "factors": [' })).rejects.toMatchObject({ name: 'UsageError' })
  })
})
