import { mkdtemp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { editionOf } from '#lib/publish/dated-edition'
import { freezeEdition, readEditions, unexplainedChanges } from '#effects/record/dated-editions'
import { checkSeals } from '#effects/record/seals'
import { isSound, verify } from '../../../../scripts/verify.ts'
import { anIndicator, aPoint } from '../../../published-builders.ts'

const at = '2026-11-22T12:00:00Z'
const edition = (value: number) => editionOf([anIndicator([aPoint('2026-10-31', value)])], { factors: new Map(), devices: new Map() }, at)
let dataDir = ''
const publish = (value: unknown, path = 'edition.json') => writeFile(join(dataDir, 'publication', path), JSON.stringify(value))
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trefle-editions-'))
  await mkdir(join(dataDir, 'publication', 'editions'), { recursive: true })
})

describe('freezing an edition', () => {
  it('keeps what is published under its name, sealed with the record', async () => {
    await publish(edition(40_000))
    const name = await freezeEdition(dataDir, at)
    expect(await readdir(join(dataDir, 'editions'))).toEqual([`${name}.json`])
    expect(await readEditions(dataDir)).toEqual([edition(40_000)])
    expect(await checkSeals(dataDir)).toMatchObject({ seals: 1, breaks: [], unsealed: [] })
  })

  it('adds to those that were frozen before, newest first, and never the same twice', async () => {
    await publish(edition(40_000))
    await freezeEdition(dataDir, at)
    await expect(freezeEdition(dataDir, at)).rejects.toThrow(/dit déjà la même chose/)
    const later = { ...editionOf([anIndicator([aPoint('2026-10-31', 41_000)])], { factors: new Map(), devices: new Map() }, '2026-12-01T12:00:00Z') }
    await publish(later)
    const name = await freezeEdition(dataDir, '2026-12-01T12:00:00Z')
    expect((await readEditions(dataDir)).map((frozen) => frozen.name)).toEqual([name, edition(40_000).name])
  })

  it('is refused while nothing is published, or nothing is known', async () => {
    await expect(freezeEdition(dataDir, at)).rejects.toThrow(/Rien à figer.*n’existe pas/)
    await publish(editionOf([anIndicator([aPoint('2026-10-31', null)])], { factors: new Map(), devices: new Map() }, at))
    await expect(freezeEdition(dataDir, at)).rejects.toThrow(/aucun chiffre n’est connu/)
  })
})

describe('a frozen edition that somebody touched', () => {
  it('is refused by its name, and its seal is broken', async () => {
    await publish(edition(40_000))
    const name = await freezeEdition(dataDir, at)
    const file = join(dataDir, 'editions', `${name}.json`)
    await writeFile(file, (await readFile(file, 'utf8')).replace('40000', '39000'))
    await expect(readEditions(dataDir)).rejects.toThrow(`editions/${name}.json n’est plus ce qui a été figé`)
    expect((await checkSeals(dataDir)).breaks).toMatchObject([{ file: `editions/${name}.json`, kind: 'rewritten' }])
  })
})

it('only the changes without a cause are brought to a person, and the record is not sound until then', async () => {
  const { name, ...rest } = edition(40_000)
  const change = { indicator: 'page-weight', period: '2026-10-31', unit: 'B', was: 40_000, is: 41_000, names: [] }
  await publish({ ...rest, name, changes: [{ ...change, cause: 'unexplained' }, { ...change, period: '2026-09-30', cause: 'method' }] }, `editions/${name}.json`)
  expect((await unexplainedChanges(dataDir)).map(({ edition: from, period }) => [from, period])).toEqual([[name, '2026-10-31']])
  await writeFile(join(dataDir, 'territory.yml'), 'id: ville\nname: Ville\ncontact: { email: num@ville.example, function: DSI }\norganisations: [{ id: ville, name: Ville, kind: commune }]\n')
  expect(isSound(await verify(dataDir))).toBe(false)
  await publish({ ...rest, name, changes: [{ ...change, cause: 'erratum', names: ['poids'] }] }, `editions/${name}.json`)
  expect(isSound(await verify(dataDir))).toBe(true)
})
