import { existsSync } from 'node:fs'
import { appendFile, cp, mkdtemp, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { beforeEach, describe, expect, it } from 'vitest'
import { sealRecord, type Break } from '#effects/record/seals'
import { compute } from '../../scripts/compute.ts'
import { isSound, isWhole, mendsOf, register, verify } from '../../scripts/verify.ts'

const example = fileURLToPath(new URL('../../examples/villeneuve/data', import.meta.url))
const now = '2026-11-22T12:00:00Z'
let dataDir = ''
const path = (file: string) => join(dataDir, file)
const change = async (file: string, how: (text: string) => string) => {
  const before = await readFile(path(file), 'utf8')
  const after = how(before)
  expect(after).not.toBe(before)
  await writeFile(path(file), after)
}
const lines = (how: (lines: string[]) => string[]) => (text: string) => `${how(text.trimEnd().split('\n')).join('\n')}\n`
const lastOf = async (file: string) => (await readFile(path(file), 'utf8')).trimEnd().split('\n').at(-1) ?? ''
const year = 'results/portail/2026.jsonl'

/** Each thing that does not hold, by the file or the sentence that tells it. */
async function told(): Promise<string[]> {
  const found = await verify(dataDir)
  expect(isSound(found)).toBe(false)
  return [...found.breaks.map(({ file, kind }) => `${file} ${kind}`), ...[...found.refused, ...found.silent].map(({ what }) => what.replace(`${dataDir}/`, '')), ...found.dangling.map(({ what }) => what)]
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'verified-'))
  await cp(example, dataDir, { recursive: true })
  await rm(path('seals.jsonl'), { force: true })
  await sealRecord(dataDir, 'verify', now)
})

describe('a folder that is no territory', () => {
  it('is refused, and none is made of it', async () => {
    const program = new Command()
    register(program)
    await expect(program.parseAsync(['verify', '--seal', '--data', path('nulle-part')], { from: 'user' })).rejects.toThrow()
    expect(existsSync(path('nulle-part'))).toBe(false)
  })
})

describe('a record that nobody touched', () => {
  it('holds', async () => {
    const found = await verify(dataDir)
    expect(found).toMatchObject({ breaks: [], refused: [], silent: [], dangling: [], retired: [], unsealed: [] })
    expect(isSound(found)).toBe(true)
  })

  it('holds once a site is closed, whose past stays', async () => {
    await change('sites.yml', (text) => text.replace('id: portail', 'id: autre-site'))
    const found = await verify(dataDir)
    expect(found.retired).toEqual(['portail'])
    expect(isWhole(found)).toBe(true)
  })
})

describe('what to do about a record that does not hold', () => {
  const mends = (...kinds: Break['kind'][]) => mendsOf({ breaks: kinds.map((kind) => ({ file: year, kind, since: now })), dangling: [{ file: year, what: 'x' }], recalculated: [] }).join(' ')

  it('names the acceptance only where it is taken: of a past that was rewritten, not of a line that is missing nor of a seal that was noted', () => {
    expect(mends('rewritten')).toMatch(/historique git.*--accept/)
    expect([mends(), mends('cut')]).toEqual(Array(2).fill('Reprenez ces fichiers dans l’historique git.'))
  })
})

describe('a record that somebody touched tells it, and where', () => {
  it('when one letter in the middle of a file makes a line that cannot be read', async () => {
    await change(year, lines((all) => all.map((line, index) => (index === 4 ? line.replace('"run":', '"rum":') : line))))
    expect(await told()).toEqual([`${year} rewritten`, expect.stringMatching(/^results\/portail\/2026.jsonl, ligne 5 : cette ligne du registre est illisible/)])
    expect(await verify(dataDir)).toMatchObject({ pages: null })
  })

  it('when a line was taken out, or two have changed places', async () => {
    await change(year, lines((all) => all.toSpliced(4, 1)))
    expect(await told()).toContain(`${year} shortened`)
    await cp(join(example, year), path(year))
    await change(year, lines(([one = '', two = '', three = '', ...rest]) => [one, three, two, ...rest]))
    expect(await told()).toContain(`${year} rewritten`)
  })

  it('when the end of a file was cut, or a file is gone', async () => {
    await truncate(path(year), 2000)
    await rm(path('results/runs.jsonl'))
    expect(await told()).toEqual(expect.arrayContaining([`${year} shortened`, 'results/runs.jsonl gone']))
  })

  it('when two files have changed places', async () => {
    const other = 'results/mediatheque/2026.jsonl'
    await rename(path(year), path('kept'))
    await rename(path(other), path(year))
    await rename(path('kept'), path(other))
    expect(await told()).toContainEqual(expect.stringMatching(/est du site « portail », le 2026-.*elle n’est pas à sa place/))
  })

  it('when a new line names a line that is not there', async () => {
    const last = await lastOf(year)
    await appendFile(path(year), `${last.replace(/"columns":"c[0-9a-f]+"/, '"columns":"c000000000000"')}\n`)
    expect(await told()).toEqual([expect.stringMatching(/nomme la ligne c000000000000, qui manque/)])
  })

  it('when a run is written twice, and not the same', async () => {
    const run = await lastOf('results/runs.jsonl')
    await appendFile(path('results/runs.jsonl'), `${run}\n`)
    expect(isSound(await verify(dataDir))).toBe(true)
    await appendFile(path('results/runs.jsonl'), `${run.replace(/"asked":\d+/, '"asked":999')}\n`)
    expect(await told()).toEqual([expect.stringMatching(/^la visite .* y est écrite deux fois, et pas de même/)])
  })

  it('when a promise that was published says something else', async () => {
    await compute({ dataDir, now })
    await change('commitments.yml', (text) => text.replace(/text: .*/, 'text: Faire autre chose.'))
    expect(await told()).toEqual([expect.stringMatching(/^commitments.yml, ligne \d+.*a changé \(text\) sans que personne ne dise pourquoi/)])
    expect(isWhole(await verify(dataDir))).toBe(true)
  })
})
