import { cp, mkdtemp, readFile } from 'node:fs/promises'
import { globSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { conformityOf } from '#lib/accessibility/conformity-rate'
import { readPeopleRecord } from '#effects/accessibility/people-files'
import { readTerritoryFolder } from '#effects/territory/territory'
import { makePeople } from '../../examples/villeneuve/make-people.ts'
import { rgaaGrid } from '../../src/rgaa.ts'

const example = fileURLToPath(new URL('../../examples/villeneuve/data', import.meta.url))
const filesOf = async (dataDir: string) => Object.fromEntries(await Promise.all(globSync('accessibility/**/*.json', { cwd: dataDir }).sort().map(async (name) => [name, await readFile(join(dataDir, name), 'utf8')] as const)))

describe('what people say in the example town', async () => {
  const { manualAudits: [audit, ...others], userReviews } = await readPeopleRecord(example)

  it('is the same bytes whenever it is made', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'trefle-people-'))
    for (const name of ['territory.yml', 'sites.yml']) await cp(join(example, name), join(folder, name))
    await makePeople(folder)
    const made = await filesOf(folder)
    expect(Object.keys(made)).toHaveLength(2)
    expect(await filesOf(example)).toEqual(made)
  })

  it('says that it was made up, and names nobody', () => {
    expect(others).toEqual([])
    expect(audit?.auditor).toContain('exemple')
    expect(userReviews.flatMap(({ reviews }) => reviews).filter(({ words }) => !words.startsWith('Exemple inventé'))).toEqual([])
  })

  it('is an audit of declared pages, whole, with a rate', async () => {
    const { sites } = await readTerritoryFolder(example)
    const declared = sites.find(({ id }) => id === audit?.site)?.pages.map(({ name }) => name)
    expect(audit?.pages.filter(({ name }) => !declared?.includes(name))).toEqual([])
    expect(audit && conformityOf(audit, rgaaGrid)).toMatchObject({ state: 'rated', share: { conforming: 43, applicable: 55 } })
  })
})
