import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PublicSnapshot } from '#model/nightly'
import { publicChanges } from '#lib/publish/public-changes'
import { isDue, keepPublic, publicNow } from '#effects/nightly/public-state'

let folder = ''
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'trefle-public-')) })
afterAll(() => rm(folder, { recursive: true, force: true }))

const snapshot = (over: Partial<PublicSnapshot> = {}): PublicSnapshot => ({ schema: 'trefle/public-snapshot@1', at: '2026-11-22T03:00:00Z', indicators: [], commitments: [], defects: [], files: { 'territory.json': 'a'.repeat(64) }, ...over })

describe('what is public', () => {
  it('is kept with the record, and is nothing before the first publication', async () => {
    expect(await publicNow(folder, join(folder, 'nights'))).toBeNull()
    await keepPublic(folder, snapshot({ to: '/srv/www' }))
    expect(await publicNow(folder, join(folder, 'nights'))).toEqual(snapshot({ to: '/srv/www' }))
  })

  it('is found where a Trèfle of before kept it, until it is published again', async () => {
    const data = await mkdtemp(join(folder, 'data-'))
    await writeFile(join(data, 'public.json'), JSON.stringify(snapshot({ to: '/srv/www' })))
    expect(await publicNow(data, data)).toEqual(snapshot({ to: '/srv/www' }))
    await keepPublic(data, snapshot({ at: '2026-11-29T03:00:00Z' }))
    expect((await publicNow(data, data))?.at).toBe('2026-11-29T03:00:00Z')
  })

  it('that a later Trèfle wrote, or that was damaged, is not taken for a first publication', async () => {
    await writeFile(join(folder, 'published.json'), '{"schema":"trefle/public-snapshot@9"}')
    await expect(publicNow(folder, join(folder, 'nights'))).rejects.toThrow()
    await writeFile(join(folder, 'published.json'), '{"schema":')
    await expect(publicNow(folder, join(folder, 'nights'))).rejects.toThrow()
  })

  it('is published again when it changed, when it is to go elsewhere, and when its folder is gone: never a hole', async () => {
    const same = publicChanges(snapshot(), snapshot())
    const changed = publicChanges(snapshot(), snapshot({ files: { 'territory.json': 'b'.repeat(64) } }))
    const here = { to: 'folder', path: '.' } as const
    const before = snapshot({ to: '.' })
    expect(await isDue(folder, same, before, here)).toBe(false)
    expect(await isDue(folder, changed, before, here)).toBe(true)
    expect(await isDue(folder, same, before, { to: 'rsync', target: 'web@serveur.example:/srv/' })).toBe(true)
    expect(await isDue(folder, same, snapshot({ to: 'gone' }), { to: 'folder', path: 'gone' })).toBe(true)
    expect(await isDue(folder, same, before, undefined)).toBe(false)
  })
})
