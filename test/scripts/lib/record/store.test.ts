import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fromRecord, toRecord } from '#lib/record/record'
import { z } from 'zod'
import { appendLines, readLines } from '#effects/files/jsonl'
import { openRecord, readRecord } from '#effects/record/store'
import { aResult, aRun, aVisit } from '../../../record-builders.ts'

let dataDir = ''
beforeEach(async () => { dataDir = await mkdtemp(join(tmpdir(), 'trefle-store-')) })
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const finding = { message: 'La page pèse 1 234 ko.', references: [{ standard: 'rgesn' as const, id: '5.2' }] }
const results = [aResult({ outcome: 'fail', findings: [finding] })]
const recordOf = (page = 'accueil', run = '2026-11-22T034000Z') => toRecord(aVisit({ page, run }), results)
const pagesFile = () => join(dataDir, 'results', 'portail', '2026.jsonl')
const findingsFile = () => join(dataDir, 'results', 'portail', 'findings.jsonl')

async function write(...pages: ReturnType<typeof recordOf>[]): Promise<void> {
  const record = openRecord(dataDir)
  await Promise.all(pages.map(({ page, findings }) => record.page(page, findings)))
}

describe('the record on disk', () => {
  it('gives back runs, pages and findings as they were written', async () => {
    const { page, findings } = recordOf()
    const record = openRecord(dataDir)
    await record.page(page, findings)
    await record.finish(aRun())
    const read = await readRecord(dataDir)
    expect(read).toMatchObject({ runs: [aRun()], pages: [page], unfinished: [], torn: [] })
    expect(fromRecord(read.pages[0]!, read.runs[0]!, read.findings.get('portail')!)).toEqual(results)
  })

  it('is empty, and not an error, before the first run', async () => {
    expect(await readRecord(dataDir)).toMatchObject({ runs: [], pages: [], unfinished: [], torn: [] })
  })

  it('stores each finding and the columns once, whatever the pages and the processes', async () => {
    await write(recordOf('accueil'), recordOf('contact'))
    await write(recordOf('accueil', '2026-12-22T034000Z'))
    const [head, ...lines] = (await readFile(findingsFile(), 'utf8')).trim().split('\n')
    expect(head).toBe('{"schema":"trefle/findings@2"}')
    expect(lines).toHaveLength(2)
    expect((await readFile(pagesFile(), 'utf8')).trim().split('\n').filter((line) => line.includes('"audits"'))).toHaveLength(1)
  })

  it('keeps the pages of a killed run, apart, and recognises it', async () => {
    await write(recordOf())
    const read = await readRecord(dataDir)
    expect(read.pages).toEqual([])
    expect(read.unfinished).toEqual(['2026-11-22T034000Z'])
  })

  it('reads past a torn last line, says where it is, and cuts it at the next append', async () => {
    await write(recordOf('accueil'), recordOf('contact'))
    await openRecord(dataDir).finish(aRun())
    const whole = await readFile(pagesFile())
    await truncate(pagesFile(), whole.length - 40)
    const read = await readRecord(dataDir)
    expect(read.pages.map(({ page }) => page)).toEqual(['accueil'])
    expect(read.torn).toEqual([{ file: pagesFile(), line: 3 }])
    await write(recordOf('contact'))
    const mended = await readRecord(dataDir)
    expect(mended.pages.map(({ page }) => page).sort()).toEqual(['accueil', 'contact'])
    expect(mended.torn).toEqual([])
    expect(await readFile(pagesFile())).toEqual(whole)
  })

  it('survives a cut at every byte of the last line', async () => {
    await write(recordOf('accueil'))
    await openRecord(dataDir).finish(aRun())
    const whole = await readFile(pagesFile())
    const start = whole.lastIndexOf('\n', whole.length - 2) + 1
    for (let end = start; end <= whole.length; end += 7) {
      await writeFile(pagesFile(), whole.subarray(0, end))
      const read = await readRecord(dataDir)
      expect(read.pages.length).toBeLessThanOrEqual(1)
      expect(read.torn).toHaveLength(end === start || read.pages.length === 1 ? 0 : 1)
    }
  })

  it('is whole after a kill -9 in the middle of writing, and can be written again', async () => {
    const lines = join(dataDir, 'lines.jsonl')
    const program = `import { appendLines } from ${JSON.stringify(import.meta.resolve('#effects/files/jsonl'))}
for (let n = 0; ; n += 1) { await appendLines(${JSON.stringify(lines)}, [{ n, filler: 'x'.repeat(1500) }]); process.stdout.write('.') }`
    const writer = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(writer.stdout, 'data')
    writer.kill('SIGKILL')
    await once(writer, 'close')
    const Line = z.strictObject({ n: z.int(), filler: z.string() })
    const { values } = await readLines(lines, Line)
    expect(values.length).toBeGreaterThan(0)
    expect(values.map(({ n }) => n)).toEqual(values.map((_, index) => index))
    await appendLines(lines, [{ n: values.length, filler: '' }])
    expect(await readLines(lines, Line)).toMatchObject({ torn: null, values: { length: values.length + 1 } })
  })

  it('refuses a line that somebody damaged in the middle, with its file and number', async () => {
    await write(recordOf('accueil'))
    const text = await readFile(pagesFile(), 'utf8')
    await writeFile(pagesFile(), text.replace('"portail"', '"portail'))
    await appendFile(pagesFile(), text)
    await expect(readRecord(dataDir)).rejects.toThrow(/2026\.jsonl, ligne 2/)
  })

  it('counts a visit once when a run was taken up again', async () => {
    await write(recordOf('accueil'), recordOf('accueil'))
    await openRecord(dataDir).finish(aRun())
    expect((await readRecord(dataDir)).pages).toHaveLength(1)
  })
})
