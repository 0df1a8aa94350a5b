import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CheckReport } from '#lib/gate/check-report'
import { fromRecord } from '#lib/record/record'
import { PublishedSite } from '#model/publication'
import { UsageError } from '#effects/command/errors'
import { readRecord } from '#effects/record/store'
import { compute } from '../../../../scripts/compute.ts'
import { merge } from '../../../../scripts/merge.ts'
import { page, sampleReport } from '../../../lib/ci-reports/sample-report.ts'

const tools = { trefle: '0.1.0', node: '24.21.0', chromium: '156.0.1', lighthouse: '13.5.0', axe: '4.14.1', puppeteer: '25.16.0' }
const home = 'https://www.ville.example/'
const contact = 'https://www.ville.example/contact'
const checked = (over: Partial<CheckReport> = {}) => sampleReport({ tool: tools, pages: [page({ url: home }), page({ url: contact, key: '/contact' }), page({ url: 'https://autre.example/' })], ...over })

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trefle-merge-checks-'))
  await writeFile(join(folder, 'territory.yml'), 'id: essai\nname: Essai\ncontact: { email: numerique@essai.example, function: Numérique }\norganisations: [{ id: ville, name: Ville, kind: commune }]\n')
  await writeFile(join(folder, 'sites.yml'), `sites: [{ id: portail, name: Portail, url: '${home}', organisation: ville, pages: [{ id: accueil, path: /, role: home }, { id: contact, path: /contact, role: contact }] }]\n`)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function given(...reports: unknown[]): Promise<string[]> {
  return Promise.all(reports.map(async (report, index) => {
    const file = join(folder, `check-${index}.json`)
    await writeFile(file, typeof report === 'string' ? report : JSON.stringify(report))
    return file
  }))
}
const mergeAll = async (...reports: unknown[]) => (await merge(folder, await given(...reports))).checks

describe('checks of CI in the record of a territory', () => {
  it('are a run of the declared pages, with what was seen of each, and without evidence', async () => {
    const [check] = await mergeAll(checked())
    expect(check).toMatchObject({ outcome: 'added', visits: 2, undeclared: ['https://autre.example/'] })
    const { runs: [run], pages, findings } = await readRecord(folder)
    expect(run).toMatchObject({ startedAt: '2026-11-22T10:00:00Z', tools, pages: { asked: 2, measured: 2, partial: 0, notMeasured: 0 } })
    expect(pages.map(({ page: id, evidence }) => [id, evidence])).toEqual([['accueil', null], ['contact', null]])
    if (!pages[0] || !run) throw new Error('no page')
    const results = fromRecord(pages[0], run, findings.get('portail') ?? new Map())
    expect(results.find(({ audit }) => audit === 'sobriety/page-weight')?.measure).toEqual({ value: 2_400_000, unit: 'B' })
    expect(results.find(({ audit }) => audit === 'solidarity/axe-failures')?.findings[0]).toMatchObject({ message: 'Les images doivent avoir une alternative textuelle.', selector: 'main > img' })
  })

  it('reach the dashboard by compute', async () => {
    await mergeAll(checked())
    await compute({ dataDir: folder, now: '2026-11-23T00:00:00Z' })
    const site = PublishedSite.parse(JSON.parse(await readFile(join(folder, 'publication', 'sites', 'portail.json'), 'utf8')))
    expect(site.pages.find(({ id }) => id === 'accueil')?.verdicts['sobriety/page-weight']?.measure?.value).toBe(2_400_000)
  })

  it('change nothing the second time', async () => {
    await mergeAll(checked())
    const before = await readFile(join(folder, 'results', 'portail', '2026.jsonl'), 'utf8')
    expect((await mergeAll(checked()))[0]?.outcome).toBe('unchanged')
    expect(await readFile(join(folder, 'results', 'portail', '2026.jsonl'), 'utf8')).toBe(before)
  })

  it('are one run when their parts come together, in any order, and are refused while one is missing', async () => {
    const part = (index: number, url: string) => checked({ at: `2026-11-22T10:0${index}:00Z`, shard: { index, of: 2 }, pages: [page({ url })] })
    await expect(mergeAll(part(1, home))).rejects.toThrow('Il manque la part 2 sur 2')
    await expect(mergeAll(part(1, home), part(1, contact))).rejects.toThrow(UsageError)
    expect(await mergeAll(part(2, contact), part(1, home))).toMatchObject([{ visits: 2 }])
    expect((await readRecord(folder)).runs).toMatchObject([{ startedAt: '2026-11-22T10:01:00Z', finishedAt: '2026-11-22T10:02:00Z' }])
    expect((await mergeAll(part(1, home), part(2, contact)))[0]?.outcome).toBe('unchanged')
  })

  it('keep an unmeasured page as unmeasured', async () => {
    await mergeAll(checked({ pages: [page({ url: home, status: 'not-measured', failure: { code: 'timeout', detail: 'no answer' }, results: [] })] }))
    const { runs: [run], pages: [first] } = await readRecord(folder)
    expect(run?.pages).toEqual({ asked: 1, measured: 0, partial: 0, notMeasured: 1 })
    expect(first).toMatchObject({ status: 'not-measured', failure: { code: 'timeout' }, results: {} })
  })

  it('are cleaned of what a terminal or a page would obey', async () => {
    const hostile = page({ url: home, results: [{ audit: 'solidarity/axe-failures', method: 1, outcome: 'fail', measure: { value: 1, unit: 'count' }, findings: [{ message: 'rouge \u001B[31m\u202Efdp', selector: 'a\u0000b', references: [] }] }] })
    await mergeAll(checked({ pages: [hostile] }))
    expect(await readFile(join(folder, 'results', 'portail', 'findings.jsonl'), 'utf8')).not.toMatch(/\\u001b|\u001B|\u202E|\\u0000/i)
  })

  it.each([
    ['not JSON', '{', /JSON lisible/], ['another document', { schema: 'autre' }, /pas un contrôle/], ['without a date', { ...checked(), at: undefined }, /quand/],
    ['without its tools', checked({ tool: { trefle: '0.1.0' } }), /outils/], ['of other sites', checked({ pages: [page({ url: 'https://autre.example/' })] }), /aucune page déclarée/],
    ['judged by two methods', checked({ pages: [page({ url: home }), page({ url: contact, results: [{ audit: 'sobriety/page-weight', method: 2, outcome: 'pass', measure: null, findings: [] }] })] }), /méthodes/],
  ])('are refused in one sentence, with nothing written, when a file is %s', async (_, report, sentence) => {
    await expect(mergeAll(checked(), report)).rejects.toThrow(sentence)
    expect((await readRecord(folder)).runs).toEqual([])
  })
})
