import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { keepCrops, readCrops } from '#effects/record/crops'
import { anEvidence } from '../../../builders.ts'

let dataDir = ''
beforeEach(async () => { dataDir = await mkdtemp(join(tmpdir(), 'trefle-crops-')) })

const picture = (content: string) => Buffer.from(content).toString('base64')
const crop = (selector: string, content: string) => ({ selector, picture: picture(content), widthPx: 400, heightPx: 200, box: { left: 32, top: 32, width: 20, height: 20 } })
const visit = (page: string, ...crops: ReturnType<typeof crop>[]) => ({ page, sha: page.repeat(64).slice(0, 64).replaceAll(/[^0-9a-f]/g, '0'), evidence: anEvidence({ crops }) })
const files = async () => (await readdir(join(dataDir, 'results', 'portail', 'crops'))).length

describe('the pictures of a site', () => {
  it('are kept with the visit that they prove, a place of a template once, from its first page', async () => {
    await keepCrops(dataDir, 'portail', [visit('a', crop('#menu > a:nth-of-type(2)', 'A')), visit('b', crop('#menu > a:nth-of-type(3)', 'B'), crop('main > img', 'C'))])
    const { crops, bytes, lost } = await readCrops(dataDir, 'portail')
    expect(crops.map(({ page, selector, evidence }) => [page, selector, evidence[0]])).toEqual([['a', '#menu > a:nth-of-type(2)', 'a'], ['b', 'main > img', 'b']])
    expect(crops.map(({ file }) => Buffer.from(bytes.get(file) ?? []).toString())).toEqual(['A', 'C'])
    expect(lost).toBe(0)
  })

  it('take the place of those of the visit before, which do not stay', async () => {
    await keepCrops(dataDir, 'portail', [visit('a', crop('#one', 'A'), crop('#two', 'B'))])
    await keepCrops(dataDir, 'portail', [visit('a', crop('#one', 'A2'))])
    expect(await files()).toBe(1)
    await keepCrops(dataDir, 'portail', [visit('a')])
    expect([await files(), (await readCrops(dataDir, 'portail')).crops]).toEqual([0, []])
  })

  it('are a dozen at most', async () => {
    await keepCrops(dataDir, 'portail', 'abcdef'.split('').map((page) => visit(page, crop(`${page} > i`, `${page}1`), crop(`${page} > b`, `${page}2`), crop(`${page} > u`, `${page}3`))))
    expect(await files()).toBe(12)
  })

  it('that were changed since, or are gone, are left out and counted', async () => {
    await keepCrops(dataDir, 'portail', [visit('a', crop('#one', 'A'), crop('#two', 'B'))])
    const [first = ''] = await readdir(join(dataDir, 'results', 'portail', 'crops'))
    await writeFile(join(dataDir, 'results', 'portail', 'crops', first), 'another')
    expect(await readCrops(dataDir, 'portail')).toMatchObject({ crops: [{ page: 'a' }], lost: 1 })
    expect(await readCrops(dataDir, 'autre')).toMatchObject({ crops: [], lost: 0 })
  })
})
