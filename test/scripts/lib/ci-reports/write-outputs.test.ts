import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UsageError } from '#effects/command/errors'
import { formats } from '#effects/ci-reports/formats'
import { writeOutputs } from '#effects/ci-reports/write-outputs'
import { CheckReport } from '#lib/gate/check-report'
import { sampleReport } from '../../../lib/ci-reports/sample-report.ts'

let folder = ''
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'trefle-outputs-')) })
afterAll(() => rm(folder, { recursive: true, force: true }))
const beside = { table: '\u001B[33mtableau\u001B[39m', sourceFile: 'trefle.budgets.yml' }

describe('the outputs of a check', () => {
  it('are all written at once, in folders that need not exist', async () => {
    await writeOutputs(sampleReport(), formats.map((format) => ({ format, file: join(folder, 'new', format) })), beside)
    expect((await readdir(join(folder, 'new'))).sort()).toEqual([...formats].sort())
    expect(await readFile(join(folder, 'new', 'table'), 'utf8')).toBe('tableau')
    expect(CheckReport.parse(JSON.parse(await readFile(join(folder, 'new', 'json'), 'utf8')))).toEqual(sampleReport())
  })

  it('say in one sentence which file cannot be written', async () => {
    await expect(writeOutputs(sampleReport(), [{ format: 'json', file: join(folder, 'new', 'json', 'inside') }], beside)).rejects.toThrow(UsageError)
  })
})
