import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { explainRule, isRuleOrFinding } from '#effects/ci-reports/explain-rule'
import { loadWholeCatalogue } from '#effects/territory/discover'
import { finding, sampleReport } from '../lib/ci-reports/sample-report.ts'

let report = ''
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trefle-explain-rule-'))
  report = join(folder, 'trefle.json')
  await writeFile(report, JSON.stringify(sampleReport({ findings: [finding({ finding: { message: 'rouge \u001B[31m @mairie', selector: 'main > img', references: [] } })] })))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('a rule explained in a terminal', () => {
  it('says why, how to mend, what it does not see and what it rests on, for every rule there is', async () => {
    for (const [id, { text, limits, references }] of await loadWholeCatalogue()) {
      const told = await explainRule(id, { report, format: 'text' })
      for (const part of [text.title, text.why, text.mend, ...limits, ...references.map(({ id: name }) => name)]) expect(told).toContain(part)
    }
  })

  it('is not a page of a territory, nor an indicator', () => {
    expect(['sobriety/page-weight', 'f0123456789ab'].map(isRuleOrFinding)).toEqual([true, true])
    expect(['portail/accueil/sobriety/page-weight', 'page-weight', 'fleet-footprint', 'f01'].map(isRuleOrFinding)).toEqual([false, false, false, false])
  })

  it('that does not exist is told with those of its pillar', async () => {
    await expect(explainRule('freedom/nope', { report, format: 'text' })).rejects.toMatchObject({ mend: expect.stringContaining('freedom/security-txt') })
  })
})

describe('a gap of a report explained in a terminal', () => {
  it('says where it is, how to see it again, then its rule', async () => {
    const told = await explainRule('f0123456789ab', { report, format: 'text' })
    expect(told).toMatch(/^Écart f0123456789ab \(nouveau\) : rouge @mairie\nOù : https:\/\/www\.ville\.example\/ main > img, 2 endroits\nCause probable : contenu de la page\n/)
    expect(told).toContain('npx trefle check https://www.ville.example/ --only solidarity/axe-failures')
    expect(told).toContain('(solidarity/axe-failures, méthode')
  })

  it('has no mark that a page chose, in Markdown either', async () => {
    expect(await explainRule('f0123456789ab', { report, format: 'md' })).toContain('rouge \\@\u200Bmairie')
  })

  it('is asked for in one sentence when the report or the gap is not there', async () => {
    await expect(explainRule('f0123456789ab', { report: join(folder, 'none.json'), format: 'text' })).rejects.toThrow(/ne peut pas être lu/)
    await expect(explainRule('f0123456789ff', { report, format: 'text' })).rejects.toThrow(/pas d’écart/)
    await writeFile(join(folder, 'other.json'), '{"schema":"autre"}')
    await expect(explainRule('f0123456789ab', { report: join(folder, 'other.json'), format: 'text' })).rejects.toThrow(/pas un contrôle/)
  })
})
