import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readAraCsv } from '#effects/accessibility/ara-csv'
import { readRgaaGrid } from '#effects/accessibility/rgaa-grid-read'
import { exportGrid } from '../../scripts/export-grids.ts'
import { rgaaGrid } from '../../src/rgaa.ts'

const example = fileURLToPath(new URL('../../examples/villeneuve/data', import.meta.url))
const bytesOf = (content: string | Uint8Array) => (typeof content === 'string' ? new TextEncoder().encode(content) : content)

describe('a grid that is exported from the record', () => {
  it('says the same in both shapes, and comes back by the import', async () => {
    const [ods, csv] = await Promise.all([exportGrid('rgaa-grid', example, 'fete-du-pont'), exportGrid('ara-csv', example, 'fete-du-pont')])
    const fromOds = readRgaaGrid(bytesOf(ods.content), rgaaGrid)
    const fromCsv = readAraCsv(bytesOf(csv.content), rgaaGrid)
    expect(fromOds.pages.map(({ name, statuses }) => ({ name, statuses }))).toEqual(fromCsv.pages.map(({ name, statuses }) => ({ name, statuses })))
    expect(ods.pages).toBe(fromOds.pages.length)
  })

  it('asks for a site that is known and was visited', async () => {
    await expect(exportGrid('earl', example, 'inconnu')).rejects.toThrow(/inconnu/)
  })
})
