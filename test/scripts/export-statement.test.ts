import { cp, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { ManualAudit } from '#model/manual-audit'
import { addPeopleFile } from '#effects/accessibility/people-files'
import { criteriaOf } from '#lib/accessibility/rgaa'
import { draftFacts } from '../../scripts/export-statement.ts'
import { rgaaGrid } from '../../src/rgaa.ts'

const example = fileURLToPath(new URL('../../examples/villeneuve/data', import.meta.url))
const aFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'trefle-statement-'))
  await cp(example, folder, { recursive: true })
  return folder
}

/** Every criterion tested on one page, and one that fails. */
const anAudit = (on: string) => ManualAudit.parse({
  schema: 'trefle/manual-audit@1', id: `${on}-0123456789ab`, site: 'portail', version: '4.1.2', auditor: 'Atelier des Accès', on, source: { file: 'a.csv', sha256: '0'.repeat(64), format: 'ara-csv' }, transverse: null,
  pages: [{ name: 'Accueil', url: null, statuses: Object.fromEntries(criteriaOf(rgaaGrid).map(({ number }, index) => [number, index === 0 ? 'NC' : 'C'])), remarks: {} }],
})

it('knows the site, its organisation and its contact, and no rate that a machine would give', async () => {
  const facts = await draftFacts(example, 'fete-du-pont', '2026-11-22')
  expect(facts).toMatchObject({ site: { name: 'www.fete-du-pont-villeneuve.example' }, audit: null, tools: { axe: expect.stringMatching(/^\d/) } })
  await expect(draftFacts(example, 'absent', '2026-11-22')).rejects.toThrow(/absent/)
})

it('takes the rate of the audit that people imported, as long as it is valid', async () => {
  const folder = await aFolder()
  await addPeopleFile(folder, 'audits', anAudit('2026-03-02'))
  expect((await draftFacts(folder, 'portail', '2029-03-02')).audit?.conformity).toMatchObject({ state: 'rated', share: { conforming: 105, applicable: 106 } })
  expect((await draftFacts(folder, 'portail', '2029-03-03')).audit).toBeNull()
  expect((await draftFacts(folder, 'fete-du-pont', '2026-11-22')).audit).toBeNull()
})
